//! Request bodies and their media types.

use super::advice::{NOTHING, SEND, UPGRADE};
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
    BODY_MEDIA_TYPE_REMOVED = "request-body-media-type-removed" <-> ["request-body-media-type-added", "request-body-media-type-generalized"],
        request Breaking "Old clients send a media type that the server no longer reads." UPGRADE;
    BODY_MEDIA_TYPE_GENERALIZED = "request-body-media-type-generalized" <-> ["request-body-media-type-specialized", "request-body-media-type-removed"],
        request Fine "The server reads all media types of a range, among them the one that old clients send." NOTHING;
    BODY_MEDIA_TYPE_SPECIALIZED = "request-body-media-type-specialized" <-> ["request-body-media-type-generalized"],
        request Fine "Old clients send this media type of the range." NOTHING;
    BODY_MEDIA_TYPE_PARAMETER = "request-body-media-type-parameter-changed" <-> ["request-body-media-type-parameter-changed"],
        request Fine "It is the same media type; servers read it with and without its parameters." NOTHING;
    PART_MEDIA_TYPE_CHANGED = "request-part-media-type-changed" <-> ["request-part-media-type-changed", "request-part-media-type-generalized"],
        request Warning "Old clients send the part as another media type; whether the server looks at it, the document does not say." UPGRADE;
    PART_MEDIA_TYPE_GENERALIZED = "request-part-media-type-generalized" <-> ["request-part-media-type-changed"],
        request Fine "The server reads the part as further media types." NOTHING;
    PART_STYLE_CHANGED = "request-part-style-changed" <-> ["request-part-style-changed"],
        request Breaking "Old clients write the part in a way that the server no longer reads." UPGRADE;
    PART_EXPLODE_CHANGED = "request-part-explode-changed" <-> ["request-part-explode-changed"],
        request Breaking "Old clients write lists or objects in a way that the server no longer reads." UPGRADE;
    PART_ALLOW_RESERVED = "request-part-became-allow-reserved" <-> ["request-part-became-not-allow-reserved"],
        request Fine "Old clients escape reserved characters, which servers still read." NOTHING;
    PART_NOT_ALLOW_RESERVED = "request-part-became-not-allow-reserved" <-> ["request-part-became-allow-reserved"],
        request Breaking "Old clients send reserved characters as they are, which the server no longer reads." SEND;
    NEW_REQUIRED_PART_HEADER = "new-required-request-part-header" <-> ["request-part-header-removed"],
        request Breaking "Old clients do not send it, and the server needs it." UPGRADE;
    NEW_OPTIONAL_PART_HEADER = "new-optional-request-part-header" <-> ["request-part-header-removed"],
        request Fine "Old clients leave it out, which is allowed." NOTHING;
    PART_HEADER_REMOVED = "request-part-header-removed" <-> ["new-required-request-part-header", "new-optional-request-part-header"],
        request Warning "Old clients may still send it; the server may ignore or refuse it." UPGRADE;
    PART_HEADER_BECAME_REQUIRED = "request-part-header-became-required" <-> ["request-part-header-became-optional"],
        request Breaking "Old clients may leave it out, and the server needs it now." UPGRADE;
    PART_HEADER_BECAME_OPTIONAL = "request-part-header-became-optional" <-> ["request-part-header-became-required"],
        request Fine "Old clients send it, which is still allowed." NOTHING;
}
