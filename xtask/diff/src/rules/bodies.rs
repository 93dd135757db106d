//! Request bodies and their media types.

use super::advice::{NOTHING, UPGRADE};
use super::rules;

rules! { "request bodies":
    BODY_ADDED_REQUIRED = "request-body-added-required" <-> ["request-body-removed"],
        request Breaking "Old clients send no body, and the server needs one." UPGRADE;
    BODY_ADDED_OPTIONAL = "request-body-added-optional" <-> ["request-body-removed"],
        request Fine "Old clients send no body, which is allowed." NOTHING;
    BODY_REMOVED = "request-body-removed" <-> ["request-body-added-required", "request-body-added-optional"],
        request Breaking "Old clients send a body that the server no longer reads." "Stop sending it; what it held has to be said another way, or not at all.";
    BODY_BECAME_REQUIRED = "request-body-became-required" <-> ["request-body-became-optional"],
        request Breaking "Old clients may leave it out, and the server needs it now." "Send it always; it is an argument of the method now.";
    BODY_BECAME_OPTIONAL = "request-body-became-optional" <-> ["request-body-became-required"],
        request Fine "Old clients send it, which is still allowed." "Set it with a method of the request: it is no argument any more.";
    BODY_MEDIA_TYPE_ADDED = "request-body-media-type-added" <-> ["request-body-media-type-removed"],
        request Fine "The server reads a further media type." NOTHING;
    BODY_MEDIA_TYPE_REMOVED = "request-body-media-type-removed" <-> ["request-body-media-type-added"],
        request Breaking "Old clients send a media type that the server no longer reads." UPGRADE;
}
