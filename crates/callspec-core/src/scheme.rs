//! Security schemes (OpenAPI 3.0 §4.7.27), as constants.

/// Where a credential goes, and what it is called.
///
/// ```
/// use callspec_core::Scheme;
///
/// static USER_ID: Scheme = Scheme::api_key_header("userId", "X-User-ID").env("KATHAN_USER_ID");
/// assert_eq!(USER_ID.setter(), "user_id");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Scheme {
    key: &'static str,
    kind: SchemeKind,
    env: Option<&'static str>,
    setter: Option<&'static str>,
}

/// How a credential is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    Bearer,
    Basic,
    Http(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Scheme {
    const fn new(key: &'static str, kind: SchemeKind) -> Self {
        let (env, setter) = (None, None);
        Self { key, kind, env, setter }
    }

    /// `Authorization: Bearer …` (RFC 6750); also for `oauth2` and `openIdConnect`.
    pub const fn bearer(key: &'static str) -> Self {
        Self::new(key, SchemeKind::Bearer)
    }

    /// `Authorization: Basic …` (RFC 7617).
    pub const fn basic(key: &'static str) -> Self {
        Self::new(key, SchemeKind::Basic)
    }

    /// `Authorization: <scheme> …` (RFC 9110 §11.4) for any other `http` scheme. The credential is what follows the
    /// scheme's name, as it is given; a challenge of the server is not answered.
    pub const fn http(key: &'static str, scheme: &'static str) -> Self {
        Self::new(key, SchemeKind::Http(scheme))
    }

    /// An API key in the header `name`.
    pub const fn api_key_header(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Header(name))
    }

    /// An API key in the query parameter `name`.
    pub const fn api_key_query(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Query(name))
    }

    /// An API key in the cookie `name`.
    pub const fn api_key_cookie(key: &'static str, name: &'static str) -> Self {
        Self::new(key, SchemeKind::Cookie(name))
    }

    /// Names the environment variable that holds the credential; for [`basic`](Self::basic) as `user:password`.
    pub const fn env(mut self, variable: &'static str) -> Self {
        self.env = Some(variable);
        self
    }

    /// Names the setter of the client's builder, where that is not the key in snake case.
    pub const fn set_with(mut self, setter: &'static str) -> Self {
        self.setter = Some(setter);
        self
    }

    /// The key under which the document has the scheme.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// The environment variable, if there is one.
    pub const fn variable(&self) -> Option<&'static str> {
        self.env
    }

    pub(crate) const fn kind(&self) -> SchemeKind {
        self.kind
    }

    /// The setter of the client's builder: the key in snake case, unless [`set_with`](Self::set_with) says otherwise.
    pub fn setter(&self) -> String {
        if let Some(setter) = self.setter {
            return setter.to_owned();
        }
        let mut setter = String::with_capacity(self.key.len() + 2);
        let mut lower_before = false;
        for character in self.key.chars() {
            if character.is_ascii_uppercase() && lower_before {
                setter.push('_');
            }
            lower_before = character.is_ascii_lowercase() || character.is_ascii_digit();
            setter.push(if character.is_ascii_alphanumeric() {
                character.to_ascii_lowercase()
            } else {
                '_'
            });
        }
        setter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_are_keys_in_snake_case() {
        for (key, setter) in [
            ("bearerAuth", "bearer_auth"),
            ("api-key", "api_key"),
            ("APIKey", "apikey"),
            ("userId", "user_id"),
        ] {
            assert_eq!(Scheme::bearer(key).setter(), setter);
        }
        let named = Scheme::bearer("OAuth2").set_with("o_auth2");
        assert_eq!(named.setter(), "o_auth2");
    }
}
