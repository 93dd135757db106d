//! The keys of security schemes.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, One, Text};

keys! { SECURITY_SCHEME:
    "$ref": Text, V30, Rust "the scheme that it leads to" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    "type": Text, V30, Rust "the kind of the setter on the builder" + ["api-security-component-type-changed"] - ["api-security-component-type-changed"];
    "description": Text, V30, Docs "the documentation of the setter";
    "name": Text, V30, Rust "the header, parameter or cookie that carries the key" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    "in": Text, V30, Rust "where the key goes" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    "scheme": Text, V30, Rust "what stands in `Authorization`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    "bearerFormat": Text, V30, Docs "said in the documentation of the setter";
    "flows": One(ObjectKind::Flows), V30, Rust "setters that fetch tokens" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
    "openIdConnectUrl": Text, V30, Docs "said in the documentation of the setter; nothing is fetched from it" + ["api-security-component-oauth-url-changed"] - ["api-security-component-oauth-url-changed"];
    "oauth2MetadataUrl": Text, V32, Docs "said in the documentation of the setter; nothing is fetched from it";
    "deprecated": Bool, V32, Docs "said in the documentation of the setter; what operations still require is set without a warning";
}
keys! { FLOWS:
    "implicit": One(ObjectKind::Flow), V30, Docs "said in the documentation of the setter: its tokens come by a browser" + ["api-security-component-oauth-url-changed"] - ["api-security-component-oauth-url-changed"];
    "password": One(ObjectKind::Flow), V30, Docs "where tokens are renewed" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
    "clientCredentials": One(ObjectKind::Flow), V30, Rust "a setter that fetches tokens by the credentials of the client" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
    "authorizationCode": One(ObjectKind::Flow), V30, Docs "where tokens are renewed; the first ones come by a browser" + ["api-security-component-oauth-token-url-changed", "api-security-component-oauth-url-changed"] - ["api-security-component-oauth-token-url-changed", "api-security-component-oauth-url-changed"];
    "deviceAuthorization": One(ObjectKind::Flow), V32, Docs "its first tokens come by another device, and are the caller's to fetch" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
}
keys! { FLOW:
    "authorizationUrl": Text, V30, Docs "said in the documentation of the setter: tokens come from there by a browser" + ["api-security-component-oauth-url-changed"] - ["api-security-component-oauth-url-changed"];
    "tokenUrl": Text, V30, Rust "where tokens are fetched" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
    "refreshUrl": Text, V30, Docs "where tokens are renewed" + ["api-security-component-oauth-token-url-changed"] - ["api-security-component-oauth-token-url-changed"];
    "scopes": Any, V30, Docs "listed in the documentation of the setter";
    "deviceAuthorizationUrl": Text, V32, Nothing "as `deviceAuthorization` itself";
}

values! { SCHEME_VALUES:
    "type" {
        "apiKey": V30, Rust "a setter of the header, parameter or cookie" + ["api-security-component-type-changed"] - ["api-security-component-type-changed"];
        "oauth2": V30, Nothing "setters of a token, of what gives tokens, and of grants, as what has `flows` is read anyway";
        "http": V30, Nothing "a setter of what `scheme` says, as what has one is read anyway";
        "mutualTLS": V31, Wire [UnsupportedScheme] "said in the documentation of the builder, whose network presents the certificate" + ["api-security-component-added", "api-security-required", "rust-code-changed"] - ["api-security-component-removed", "api-security-no-longer-required", "rust-code-changed"];
        "openIdConnect": V30, Nothing "setters of a token and of what gives tokens, as what has `openIdConnectUrl` is read anyway";
    }
    "scheme" {
        "basic": V30, Rust "a setter of user and password" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "bearer": V30, Rust "a setter of a token, and of what gives tokens" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "digest": V30, Rust [ChallengeScheme] "a setter of what follows `digest`, as it is given; no challenge is answered" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "hoba": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "mutual": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "negotiate": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "ntlm": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "scram-sha-1": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "scram-sha-256": V30, Rust [ChallengeScheme] "as `digest`" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "any other": V30, Rust "a setter of what follows its name" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    }
    "in" {
        "header": V30, Rust "a header of that name" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "query": V30, Rust "a pair of the query" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
        "cookie": V30, Rust "a pair of the cookie" + ["api-security-component-added", "api-security-required"] - ["api-security-component-removed", "api-security-no-longer-required"];
    }
}
