//! The keys of security schemes.

use crate::normalise::grammar::ObjectKind;
use crate::normalise::grammar::Slot::{Any, Bool, One, Text};

keys! { SECURITY_SCHEME:
    "$ref": Text, V30, Rust "the scheme that it leads to";
    "type": Text, V30, Rust "the kind of the setter on the builder";
    "description": Text, V30, Docs "the documentation of the setter";
    "name": Text, V30, Rust "the header, parameter or cookie that carries the key";
    "in": Text, V30, Rust "where the key goes";
    "scheme": Text, V30, Rust "what stands in `Authorization`";
    "bearerFormat": Text, V30, Docs "said in the documentation of the setter";
    "flows": One(ObjectKind::Flows), V30, Rust "setters that fetch tokens";
    "openIdConnectUrl": Text, V30, Docs "said in the documentation of the setter; nothing is fetched from it";
    "oauth2MetadataUrl": Text, V32, Docs "said in the documentation of the setter; nothing is fetched from it";
    "deprecated": Bool, V32, Nothing "what operations still require is set without a warning";
}
keys! { FLOWS:
    "implicit": One(ObjectKind::Flow), V30, Docs "said in the documentation of the setter: its tokens come by a browser";
    "password": One(ObjectKind::Flow), V30, Docs "where tokens are renewed";
    "clientCredentials": One(ObjectKind::Flow), V30, Rust "a setter that fetches tokens by the credentials of the client";
    "authorizationCode": One(ObjectKind::Flow), V30, Docs "where tokens are renewed; the first ones come by a browser";
    "deviceAuthorization": One(ObjectKind::Flow), V32, Docs "its first tokens come by another device, and are the caller's to fetch";
}
keys! { FLOW:
    "authorizationUrl": Text, V30, Docs "said in the documentation of the setter: tokens come from there by a browser";
    "tokenUrl": Text, V30, Rust "where tokens are fetched";
    "refreshUrl": Text, V30, Docs "where tokens are renewed";
    "scopes": Any, V30, Docs "listed in the documentation of the setter";
    "deviceAuthorizationUrl": Text, V32, Nothing "as `deviceAuthorization` itself";
}

values! { SCHEME_VALUES:
    "type" {
        "apiKey": V30, Rust "a setter of the header, parameter or cookie";
        "oauth2": V30, Nothing "setters of a token, of what gives tokens, and of grants, as what has `flows` is read anyway";
        "openIdConnect": V30, Nothing "setters of a token and of what gives tokens, as what has `openIdConnectUrl` is read anyway";
    }
    "scheme" {
        "basic": V30, Rust "a setter of user and password";
        "bearer": V30, Rust "a setter of a token, and of what gives tokens";
        "digest": V30, Rust [ChallengeScheme] "a setter of what follows `digest`, as it is given; no challenge is answered";
    }
}
