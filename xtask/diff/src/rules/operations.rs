//! Operations and their lifecycle.

use super::advice::{NOTHING, UPGRADE};
use super::rules;

rules! { "operations":
    ENDPOINT_ADDED = "endpoint-added" <-> ["api-removed-without-deprecation", "api-removed-with-deprecation", "api-removed-before-sunset", "api-path-removed-without-deprecation", "api-path-removed-with-deprecation", "api-path-removed-before-sunset"],
        neither Fine "Nobody calls the operation yet." NOTHING;
    API_REMOVED = "api-removed-without-deprecation" <-> ["endpoint-added"],
        neither Breaking "The server no longer answers the operation, and nothing announced it." "Stop calling it before the server changes; there is no replacement in the document.";
    API_REMOVED_DEPRECATED = "api-removed-with-deprecation" <-> ["endpoint-added"],
        neither Warning "The server no longer answers the operation, which was marked as deprecated." "Stop calling it before the server changes.";
    API_REMOVED_BEFORE_SUNSET = "api-removed-before-sunset" <-> ["endpoint-added"],
        neither Breaking "The operation goes before the day that its `x-sunset` promised." "Stop calling it earlier than was announced.";
    API_PATH_REMOVED = "api-path-removed-without-deprecation" <-> ["endpoint-added"],
        neither Breaking "The path with all its operations is gone, and nothing announced it." "Stop calling it before the server changes; there is no replacement in the document.";
    API_PATH_REMOVED_DEPRECATED = "api-path-removed-with-deprecation" <-> ["endpoint-added"],
        neither Warning "The path is gone, with operations that were marked as deprecated." "Stop calling it before the server changes.";
    API_PATH_REMOVED_BEFORE_SUNSET = "api-path-removed-before-sunset" <-> ["endpoint-added"],
        neither Breaking "The path goes before the day that `x-sunset` promised for its operation." "Stop calling it earlier than was announced.";
    OPERATION_MOVED = "operation-moved" <-> ["operation-moved"],
        neither Breaking "The operation of this `operationId` has another method or path, and old clients call the old one." UPGRADE;
    PATH_PARAMETER_RENAMED = "path-parameter-renamed" <-> ["path-parameter-renamed"],
        neither Fine "The name of a path parameter is never sent." NOTHING;
    PATH_PREFIX_MOVED = "path-prefix-moved" <-> ["path-prefix-moved"],
        neither Fine "What is called is the URL of the server with the path behind it, and that is the same." "Nothing; who sets `base_url` gives it as the servers are now.";
    OPERATION_ID_CHANGED = "api-operation-id-removed" <-> ["api-operation-id-removed", "api-operation-id-added"],
        neither Fine "The `operationId` is never sent; only the names made of it change." "Rename the call: method, request and error type are named after the `operationId`.";
    OPERATION_ID_ADDED = "api-operation-id-added" <-> ["api-operation-id-removed"],
        neither Fine "The `operationId` is never sent; only the names made of it change." "Rename the call: it was named after method and path until now.";
    TAG_REMOVED = "api-tag-removed" <-> ["api-tag-added"],
        neither Fine "Tags are never sent." "Correct the path of the request's type: its module is named after the first tag.";
    TAG_ADDED = "api-tag-added" <-> ["api-tag-removed"],
        neither Fine "Tags are never sent." "Correct the path of the request's type where its first tag changed: the module is named after it.";
    ENDPOINT_DEPRECATED = "endpoint-deprecated" <-> ["endpoint-reactivated"],
        neither Fine "The operation still works." "Plan to leave it: calls of its method warn from now on.";
    ENDPOINT_DEPRECATED_WITH_SUNSET = "endpoint-deprecated-with-sunset" <-> ["endpoint-reactivated"],
        neither Warning "The operation still works until the day that `x-sunset` gives." "Leave it before that day.";
    ENDPOINT_REACTIVATED = "endpoint-reactivated" <-> ["endpoint-deprecated", "endpoint-deprecated-with-sunset"],
        neither Fine "The operation is no longer marked as deprecated." NOTHING;
    SUNSET_DELETED = "sunset-deleted" <-> ["sunset-added"],
        neither Warning "The operation stays deprecated and no longer says until when it works." "Ask the provider how long it will work.";
    SUNSET_ADDED = "sunset-added" <-> ["sunset-deleted"],
        neither Warning "The deprecated operation now says until when it works." "Leave it before that day.";
    SUNSET_EARLIER = "api-sunset-date-changed-too-small" <-> ["sunset-later"],
        neither Breaking "The operation works for a shorter time than was promised." "Leave it before the new day.";
    SUNSET_LATER = "sunset-later" <-> ["api-sunset-date-changed-too-small"],
        neither Fine "The operation works for longer than was promised." NOTHING;
    SERVER_DEFAULT_CHANGED = "server-default-changed" <-> ["server-default-changed"],
        neither Warning "The first server, which clients call unless they are told otherwise, has another URL; whether the old one still answers, the document does not say." "Upgrade, or set `base_url` yourself.";
    SERVER_REMOVED = "server-removed" <-> ["server-added"],
        neither Warning "A server is no longer listed; whether it still answers, the document does not say." "Use another server if you chose this one, with `server` or `base_url`.";
    SERVER_VARIABLE_CHANGED = "server-variable-changed" <-> ["server-variable-changed"],
        neither Warning "A variable of the server's URL takes other values; which of the old URLs still answer, the document does not say." "Check the URL if you set `base_url` yourself.";
    SERVER_NAME_CHANGED = "server-name-changed" <-> ["server-name-changed"],
        neither Fine "What a server is called is never sent." "Use its new name, where servers are chosen by name.";
    SERVER_ADDED = "server-added" <-> ["server-removed"],
        neither Fine "A further server can be called." NOTHING;
}
