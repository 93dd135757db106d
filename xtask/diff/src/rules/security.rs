//! Credentials: what operations ask for, and how it travels.

use super::advice::{NOTHING, UPGRADE};
use super::rules;

rules! { "security":
    SECURITY_REQUIRED = "api-security-required" <-> ["api-security-no-longer-required"],
        neither Breaking "The server asks for a credential, and old clients may send none." "Give the client a credential.";
    SECURITY_NOT_REQUIRED = "api-security-no-longer-required" <-> ["api-security-required"],
        neither Fine "The server asks for no credential; clients that send one still may." NOTHING;
    SECURITY_ADDED = "api-security-added" <-> ["api-security-relaxed", "api-security-removed"],
        neither Fine "A further way to authenticate is open." NOTHING;
    SECURITY_REMOVED = "api-security-removed" <-> ["api-security-added"],
        neither Breaking "A way to authenticate that old clients may use is closed." "Use another of the listed schemes.";
    SECURITY_RELAXED = "api-security-relaxed" <-> ["api-security-tightened", "api-security-added", "api-global-security-added"],
        neither Fine "The server asks for fewer credentials; clients that send more still may." NOTHING;
    SECURITY_TIGHTENED = "api-security-tightened" <-> ["api-security-relaxed"],
        neither Breaking "The server asks for a further credential, which old clients may not have." "Give the client the further credential.";
    SCOPE_ADDED = "api-security-scope-added" <-> ["api-security-scope-removed"],
        neither Breaking "Tokens need a further scope, which those of old clients may not have." "Ask for tokens with the scope.";
    SCOPE_REMOVED = "api-security-scope-removed" <-> ["api-security-scope-added"],
        neither Fine "Tokens need a scope less." NOTHING;
    GLOBAL_SECURITY_ADDED = "api-global-security-added" <-> ["api-security-relaxed", "api-global-security-removed"],
        neither Fine "A further way to authenticate is open to all operations that do not say otherwise." NOTHING;
    GLOBAL_SECURITY_REMOVED = "api-global-security-removed" <-> ["api-global-security-added"],
        neither Breaking "A way to authenticate that old clients may use is closed." "Use another of the listed schemes.";
    GLOBAL_SCOPE_ADDED = "api-global-security-scope-added" <-> ["api-global-security-scope-removed"],
        neither Breaking "Tokens need a further scope, which those of old clients may not have." "Ask for tokens with the scope.";
    GLOBAL_SCOPE_REMOVED = "api-global-security-scope-removed" <-> ["api-global-security-scope-added"],
        neither Fine "Tokens need a scope less." NOTHING;
    SCHEME_ADDED = "api-security-component-added" <-> ["api-security-component-removed"],
        neither Fine "A scheme is described; operations say whether they ask for it." NOTHING;
    SCHEME_REMOVED = "api-security-component-removed" <-> ["api-security-component-added"],
        neither Fine "A scheme is no longer described; operations say whether they asked for it." "Remove the setter of its credential.";
    SCHEME_RENAMED = "api-security-component-renamed" <-> ["api-security-component-renamed"],
        neither Fine "Names of schemes are never sent, and its credential travels as it did." "Use the new name of the setter of its credential.";
    SCHEME_CHANGED = "api-security-component-type-changed" <-> ["api-security-component-type-changed"],
        neither Breaking "The credential travels in another way than old clients send it." UPGRADE;
    SCHEME_URL_CHANGED = "api-security-component-oauth-url-changed" <-> ["api-security-component-oauth-url-changed"],
        neither Warning "Tokens or authorisations are asked for at another URL." "Ask for tokens at the new URL.";
    SCHEME_TOKEN_URL_CHANGED = "api-security-component-oauth-token-url-changed" <-> ["api-security-component-oauth-token-url-changed"],
        neither Warning "Tokens are asked for at another URL." "Ask for tokens at the new URL.";
}
