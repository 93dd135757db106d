//! Parameters: whether they are there, and how they are written.

use super::advice::{NOTHING, SEND, UPGRADE};
use super::rules;

rules! { "parameters":
    NEW_REQUIRED_PARAMETER = "new-required-request-parameter" <-> ["request-parameter-removed", "request-parameter-removed-with-deprecation", "request-parameter-removed-before-sunset"],
        request Breaking "Old clients do not send it, and the server needs it." UPGRADE;
    NEW_OPTIONAL_PARAMETER = "new-optional-request-parameter" <-> ["request-parameter-removed", "request-parameter-removed-with-deprecation", "request-parameter-removed-before-sunset"],
        request Fine "Old clients leave it out, which is allowed." NOTHING;
    NEW_PATH_PARAMETER = "new-request-path-parameter" <-> ["request-parameter-removed", "request-parameter-removed-with-deprecation", "request-parameter-removed-before-sunset"],
        request Breaking "Old clients do not fill it in, so they call another path." UPGRADE;
    PARAMETER_REMOVED = "request-parameter-removed" <-> ["new-required-request-parameter", "new-optional-request-parameter", "new-request-path-parameter"],
        request Warning "Old clients may still send it; the server may ignore or refuse it." "Stop sending it.";
    PARAMETER_REMOVED_DEPRECATED = "request-parameter-removed-with-deprecation" <-> ["new-required-request-parameter", "new-optional-request-parameter", "new-request-path-parameter"],
        request Fine "It was marked as deprecated, and servers usually ignore what they do not know." "Stop sending it.";
    PARAMETER_REMOVED_BEFORE_SUNSET = "request-parameter-removed-before-sunset" <-> ["new-required-request-parameter", "new-optional-request-parameter", "new-request-path-parameter"],
        request Warning "The parameter goes before the day that its `x-sunset` promised; the server may ignore or refuse it." "Stop sending it earlier than was announced.";
    PARAMETER_BECAME_REQUIRED = "request-parameter-became-required" <-> ["request-parameter-became-optional"],
        request Breaking "Old clients may leave it out, and the server needs it now." "Send it always; it is an argument of the method now.";
    PARAMETER_BECAME_OPTIONAL = "request-parameter-became-optional" <-> ["request-parameter-became-required"],
        request Fine "Old clients send it, which is still allowed." "Set it with a method of the request: it is no argument any more.";
    PARAMETER_PLACE_CHANGED = "request-parameter-place-changed" <-> ["request-parameter-place-changed"],
        request Breaking "Old clients put it where the server no longer looks." UPGRADE;
    PARAMETER_STYLE_CHANGED = "request-parameter-style-changed" <-> ["request-parameter-style-changed"],
        request Breaking "Old clients write the value in a way that the server no longer reads." UPGRADE;
    PARAMETER_EXPLODE_CHANGED = "request-parameter-explode-changed" <-> ["request-parameter-explode-changed"],
        request Breaking "Old clients write lists or objects in a way that the server no longer reads." UPGRADE;
    PARAMETER_ALLOW_RESERVED = "request-parameter-became-allow-reserved" <-> ["request-parameter-became-not-allow-reserved"],
        request Fine "Old clients escape reserved characters, which servers still read." NOTHING;
    PARAMETER_NOT_ALLOW_RESERVED = "request-parameter-became-not-allow-reserved" <-> ["request-parameter-became-allow-reserved"],
        request Breaking "Old clients send reserved characters as they are, which the server no longer reads." SEND;
    PARAMETER_DEPRECATED = "request-parameter-deprecated" <-> ["request-parameter-reactivated"],
        request Fine "The server still reads it." "Plan to leave it out: setting it warns from now on.";
    PARAMETER_REACTIVATED = "request-parameter-reactivated" <-> ["request-parameter-deprecated", "request-parameter-deprecated-with-sunset"],
        request Fine "It is no longer marked as deprecated." NOTHING;
    PARAMETER_DEPRECATED_WITH_SUNSET = "request-parameter-deprecated-with-sunset" <-> ["request-parameter-reactivated"],
        request Warning "The server still reads it until the day that `x-sunset` gives." "Leave it out before that day.";
    PARAMETER_SUNSET_DELETED = "request-parameter-sunset-deleted" <-> ["request-parameter-sunset-added"],
        request Warning "It stays deprecated and no longer says until when the server reads it." "Plan to leave it out.";
    PARAMETER_SUNSET_ADDED = "request-parameter-sunset-added" <-> ["request-parameter-sunset-deleted"],
        request Warning "It was deprecated, and now says until when the server reads it." "Leave it out before that day.";
    PARAMETER_SUNSET_EARLIER = "request-parameter-sunset-date-changed-too-small" <-> ["request-parameter-sunset-later"],
        request Warning "The server reads it for a shorter time than was promised." "Leave it out before the new day.";
    PARAMETER_SUNSET_LATER = "request-parameter-sunset-later" <-> ["request-parameter-sunset-date-changed-too-small"],
        request Fine "The server reads it for longer than was promised." NOTHING;
    IGNORED_HEADER_CHANGED = "ignored-header-changed" <-> ["ignored-header-changed"],
        request Fine "OpenAPI ignores header parameters called `Accept`, `Content-Type` and `Authorization`: media types and security schemes say what is sent." "Follow the new signature, where it changed.";
}
