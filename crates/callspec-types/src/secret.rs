//! A string that is not printed. In: a credential. Out: the text, to whoever asks for it by name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A string that [`Debug`](fmt::Debug) prints as `[redacted]` and that has no `Display`.
///
/// On the wire it is a plain string.
///
/// ```
/// use callspec_types::Secret;
///
/// let key = Secret::from("sk_live_example");
/// assert_eq!(format!("{key:?}"), "[redacted]");
/// assert_eq!(key.expose(), "sk_live_example");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself. What is done with it is the caller's to answer for.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_says_nothing_and_the_wire_says_all() {
        let secret = Secret::from("marker-token".to_owned());
        assert!(!format!("{:?} {:#?}", secret, Some(&secret)).contains("marker"));
        let wire = serde_json::to_string(&secret).unwrap();
        assert_eq!(wire, r#""marker-token""#);
        assert_eq!(serde_json::from_str::<Secret>(&wire).unwrap(), secret);
    }
}
