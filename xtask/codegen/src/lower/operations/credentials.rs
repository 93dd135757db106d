//! Parameters that are credentials by their names. In: the name of a parameter and its place; its type. Out: whether it is a
//! credential; the type that `Debug` does not print.

use crate::ir::{ParamLocation, Type};
use crate::lower::models::Models;

use super::credential_name;

/// Whether a parameter is a credential. A cookie is one by its place, as nothing prints those that are sent.
pub(super) fn is_credential(name: &str, location: ParamLocation) -> bool {
    location == ParamLocation::Cookie || credential_name::is_credential(name)
}

/// The type of a credential that would be this one: text, and lists of it, as secrets.
pub(super) fn secret(ty: Type, models: &Models<'_, '_>) -> Type {
    match models.types.unaliased(&ty) {
        Type::String => Type::Secret,
        Type::List(items) if *models.types.unaliased(items) == Type::String => Type::List(Box::new(Type::Secret)),
        _ => ty,
    }
}

#[cfg(test)]
mod tests {
    use super::credential_name::is_credential;

    #[test]
    fn the_runtime_goes_by_the_same_names() {
        let runtime = include_str!("../../../../../crates/callspec-core/src/credential_name.rs");
        assert_eq!(include_str!("credential_name.rs"), runtime);
    }

    #[test]
    fn credentials_are_told_by_their_names() {
        for name in [
            "Authorization",
            "Proxy-Authorization",
            "X-API-Key",
            "api_key",
            "apiKey",
            "apikey",
            "x-goog-api-key",
            "access_token",
            "X-Auth-Token",
            "X-Auth",
            "auth",
            "password",
            "client_secret",
            "Cookie",
            "Set-Cookie",
            "X-CSRF-Token",
            "X-Hub-Signature-256",
            "AWSAccessKeyId",
            "sig",
        ] {
            assert!(is_credential(name), "{name}");
        }
    }

    #[test]
    fn other_names_are_not() {
        for name in [
            "",
            "limit",
            "page_token",
            "nextPageToken",
            "continuation-token",
            "max_tokens",
            "author",
            "key",
            "session_id",
            "X-Request-Id",
            "shipping",
            "passenger",
        ] {
            assert!(!is_credential(name), "{name}");
        }
    }
}
