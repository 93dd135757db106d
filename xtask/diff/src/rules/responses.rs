//! Responses, their media types and headers.

use super::advice::{NOTHING, UPGRADE};
use super::rules;

rules! { "responses":
    SUCCESS_ADDED = "response-success-status-added" <-> ["response-success-status-removed"],
        response Warning "Old clients read a success that they do not know as the one they know, which may not fit." "Handle it; it is a response of its own after the upgrade.";
    SUCCESS_REMOVED = "response-success-status-removed" <-> ["response-success-status-added"],
        response Breaking "Old clients wait for a success that no longer comes." "Handle what the server answers in its place.";
    SUCCESS_CHANGED = "response-success-status-changed" <-> ["response-success-status-changed"],
        response Fine "Clients take any 2xx status as the only documented success." "Change code that looks at the status itself.";
    FAILURE_ADDED = "response-non-success-status-added" <-> ["response-non-success-status-removed"],
        response Fine "Old clients report an error response that they do not know as an unexpected status." "Handle it after the upgrade; until then it is an unexpected status.";
    FAILURE_REMOVED = "response-non-success-status-removed" <-> ["response-non-success-status-added"],
        response Fine "The error response no longer comes." "Remove code that handles it.";
    RESPONSE_MEDIA_TYPE_ADDED = "response-media-type-added" <-> ["response-media-type-removed"],
        response Fine "Clients ask for the media types they know by `Accept`." NOTHING;
    RESPONSE_MEDIA_TYPE_REMOVED = "response-media-type-removed" <-> ["response-media-type-added"],
        response Breaking "Old clients ask for a media type that the server no longer sends." UPGRADE;
    RESPONSE_MEDIA_TYPE_GENERALIZED = "response-media-type-generalized" <-> ["response-media-type-specialized", "response-media-type-removed"],
        response Warning "The server may send any media type of a range; whether it sends the one that old clients ask for, the document does not say." UPGRADE;
    RESPONSE_MEDIA_TYPE_SPECIALIZED = "response-media-type-specialized" <-> ["response-media-type-generalized"],
        response Fine "Old clients ask for the whole range, and read this media type of it." NOTHING;
    RESPONSE_MEDIA_TYPE_PARAMETER = "response-media-type-parameter-changed" <-> ["response-media-type-parameter-changed"],
        response Fine "It is the same media type; clients read it with and without its parameters." NOTHING;
    HEADER_ADDED = "response-header-added" <-> ["required-response-header-removed", "optional-response-header-removed"],
        response Fine "Clients pass over headers that they do not know." NOTHING;
    REQUIRED_HEADER_REMOVED = "required-response-header-removed" <-> ["response-header-added"],
        response Breaking "A header that always came no longer comes." "Do without it.";
    OPTIONAL_HEADER_REMOVED = "optional-response-header-removed" <-> ["response-header-added"],
        response Warning "A header that came at times no longer comes." "Do without it.";
    HEADER_BECAME_OPTIONAL = "response-header-became-optional" <-> ["response-header-became-required"],
        response Breaking "A header that always came may be missing." "Expect it to be missing.";
    HEADER_DEPRECATED = "response-header-deprecated" <-> ["response-header-reactivated"],
        response Fine "The server still sends it." "Plan to do without it: using its key warns from now on.";
    HEADER_DEPRECATED_WITH_SUNSET = "response-header-deprecated-with-sunset" <-> ["response-header-reactivated"],
        response Warning "The server still sends it until the day that `x-sunset` gives." "Do without it before that day.";
    HEADER_REACTIVATED = "response-header-reactivated" <-> ["response-header-deprecated", "response-header-deprecated-with-sunset"],
        response Fine "It is no longer marked as deprecated." NOTHING;
    HEADER_SUNSET_DELETED = "response-header-sunset-deleted" <-> ["response-header-sunset-added"],
        response Warning "It stays deprecated and no longer says until when the server sends it." "Plan to do without it.";
    HEADER_SUNSET_ADDED = "response-header-sunset-added" <-> ["response-header-sunset-deleted"],
        response Warning "It was deprecated, and now says until when the server sends it." "Do without it before that day.";
    HEADER_SUNSET_EARLIER = "response-header-sunset-date-changed-too-small" <-> ["response-header-sunset-later"],
        response Warning "The server sends it for a shorter time than was promised." "Do without it before the new day.";
    HEADER_SUNSET_LATER = "response-header-sunset-later" <-> ["response-header-sunset-date-changed-too-small"],
        response Fine "The server sends it for longer than was promised." NOTHING;
    HEADER_STYLE_CHANGED = "response-header-style-changed" <-> ["response-header-style-changed"],
        response Breaking "The server writes the value in a way that old clients do not read." "Read it after an upgrade.";
    HEADER_BECAME_REQUIRED = "response-header-became-required" <-> ["response-header-became-optional"],
        response Fine "A header that came at times always comes." NOTHING;
}
