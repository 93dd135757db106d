//! Webhooks and callbacks: requests that the server makes. What they hold comes from the server; what answers them goes to
//! it. Their schemas are judged by the rules of schemas, in that direction.

use super::advice::{NOTHING, UPGRADE};
use super::rules;

rules! { "webhooks and callbacks":
    WEBHOOK_ADDED = "webhook-added" <-> ["webhook-removed", "webhook-removed-with-deprecation"],
        neither Fine "The server makes a further request of those who ask for it." NOTHING;
    WEBHOOK_REMOVED = "webhook-removed" <-> ["webhook-added"],
        neither Breaking "Old receivers wait for a request that the server no longer makes, and nothing announced it." "Learn in another way what the webhook told; there is no replacement in the document.";
    WEBHOOK_REMOVED_DEPRECATED = "webhook-removed-with-deprecation" <-> ["webhook-added"],
        neither Warning "The server no longer makes the request, which was marked as deprecated." "Stop waiting for it.";
    CALLBACK_ADDED = "callback-added" <-> ["callback-removed", "callback-removed-with-deprecation"],
        neither Fine "The server makes a further request of those who ask for it." NOTHING;
    CALLBACK_REMOVED = "callback-removed" <-> ["callback-added"],
        neither Breaking "Old receivers wait for a request that the server no longer makes, and nothing announced it." "Learn in another way what the callback told; there is no replacement in the document.";
    CALLBACK_REMOVED_DEPRECATED = "callback-removed-with-deprecation" <-> ["callback-added"],
        neither Warning "The server no longer makes the request, which was marked as deprecated." "Stop waiting for it.";
    CALLBACK_URL_CHANGED = "callback-url-changed" <-> ["callback-url-changed"],
        neither Breaking "The server takes the URL to call from another place than old clients write it to." "Give the URL where the server looks for it now.";
    WEBHOOK_DEPRECATED = "webhook-deprecated" <-> ["webhook-reactivated"],
        neither Fine "The server still makes the request." "Plan to do without it.";
    WEBHOOK_DEPRECATED_WITH_SUNSET = "webhook-deprecated-with-sunset" <-> ["webhook-reactivated"],
        neither Warning "The server makes the request until the day that `x-sunset` gives." "Do without it before that day.";
    WEBHOOK_REACTIVATED = "webhook-reactivated" <-> ["webhook-deprecated", "webhook-deprecated-with-sunset"],
        neither Fine "It is no longer marked as deprecated." NOTHING;
    WEBHOOK_SUNSET_DELETED = "webhook-sunset-deleted" <-> ["webhook-sunset-added"],
        neither Warning "It stays deprecated and no longer says until when the server makes the request." "Ask the provider how long it will come.";
    WEBHOOK_SUNSET_ADDED = "webhook-sunset-added" <-> ["webhook-sunset-deleted"],
        neither Warning "It was deprecated, and now says until when the server makes the request." "Do without it before that day.";
    WEBHOOK_SUNSET_EARLIER = "webhook-sunset-date-changed-too-small" <-> ["webhook-sunset-later"],
        neither Breaking "The server makes the request for a shorter time than was promised." "Do without it before the new day.";
    WEBHOOK_SUNSET_LATER = "webhook-sunset-later" <-> ["webhook-sunset-date-changed-too-small"],
        neither Fine "The server makes the request for longer than was promised." NOTHING;
    WEBHOOK_SIGNATURE_ADDED = "webhook-signature-added" <-> ["webhook-signature-removed"],
        neither Fine "The document now says how requests are signed." "Verify the signature.";
    WEBHOOK_SIGNATURE_REMOVED = "webhook-signature-removed" <-> ["webhook-signature-added"],
        neither Breaking "The document no longer says how requests are signed, and old receivers may refuse all of them." "Ask the provider whether requests are still signed, and how.";
    WEBHOOK_SIGNATURE_CHANGED = "webhook-signature-changed" <-> ["webhook-signature-changed"],
        neither Breaking "Old receivers look for a signature that no longer comes, and refuse all requests." "Verify the new signature before the server sends it.";
    WEBHOOK_BODY_ADDED = "webhook-body-added" <-> ["webhook-body-removed"],
        response Fine "Old receivers pass over a body that they do not expect." NOTHING;
    WEBHOOK_BODY_REMOVED = "webhook-body-removed" <-> ["webhook-body-added"],
        response Breaking "Old receivers read a body that no longer comes." "Do without it.";
    WEBHOOK_BODY_BECAME_OPTIONAL = "webhook-body-became-optional" <-> ["webhook-body-became-required"],
        response Breaking "Old receivers read a body that may no longer come." "Expect it to be missing.";
    WEBHOOK_BODY_BECAME_REQUIRED = "webhook-body-became-required" <-> ["webhook-body-became-optional"],
        response Fine "It always comes." NOTHING;
    WEBHOOK_MEDIA_TYPE_ADDED = "webhook-media-type-added" <-> ["webhook-media-type-removed"],
        response Breaking "Receivers cannot ask for the media types they know, so old ones may get one that they do not read." "Read the new media type before the server sends it.";
    WEBHOOK_MEDIA_TYPE_REMOVED = "webhook-media-type-removed" <-> ["webhook-media-type-added"],
        response Fine "The media type no longer comes." "Remove code that reads it.";
    WEBHOOK_PARAMETER_ADDED = "webhook-parameter-added" <-> ["webhook-required-parameter-removed", "webhook-optional-parameter-removed"],
        response Fine "Old receivers pass over headers and parameters that they do not know." NOTHING;
    WEBHOOK_REQUIRED_PARAMETER_REMOVED = "webhook-required-parameter-removed" <-> ["webhook-parameter-added"],
        response Breaking "A header or parameter that always came no longer comes." "Do without it.";
    WEBHOOK_OPTIONAL_PARAMETER_REMOVED = "webhook-optional-parameter-removed" <-> ["webhook-parameter-added"],
        response Warning "A header or parameter that came at times no longer comes." "Do without it.";
    WEBHOOK_PARAMETER_BECAME_OPTIONAL = "webhook-parameter-became-optional" <-> ["webhook-parameter-became-required"],
        response Breaking "A header or parameter that always came may be missing." "Expect it to be missing.";
    WEBHOOK_PARAMETER_BECAME_REQUIRED = "webhook-parameter-became-required" <-> ["webhook-parameter-became-optional"],
        response Fine "A header or parameter that came at times always comes." NOTHING;
    WEBHOOK_ANSWER_ADDED = "webhook-answer-added" <-> ["webhook-answer-removed"],
        request Fine "The server takes a further response." NOTHING;
    WEBHOOK_ANSWER_REMOVED = "webhook-answer-removed" <-> ["webhook-answer-added"],
        request Warning "Old receivers may give this response; what the server makes of it, the document no longer says." "Give one of the other responses.";
    WEBHOOK_ANSWER_MEDIA_TYPE_ADDED = "webhook-answer-media-type-added" <-> ["webhook-answer-media-type-removed"],
        request Fine "The server reads a further media type." NOTHING;
    WEBHOOK_ANSWER_MEDIA_TYPE_REMOVED = "webhook-answer-media-type-removed" <-> ["webhook-answer-media-type-added"],
        request Breaking "Old receivers answer with a media type that the server no longer reads." UPGRADE;
}
