//! `secret-in-example`: keys and tokens in examples that could be real ones.

use serde_json::Value;

use super::Node;
use super::examples::{Example, examples};
use crate::ir::Pointer;
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// What providers begin their secrets with, how many characters follow at least, and what it is.
const PREFIXES: &[(&str, usize, &str)] = &[
    ("sk_live_", 16, "a secret key of Stripe's form"),
    ("rk_live_", 16, "a restricted key of Stripe's form"),
    ("whsec_", 24, "a webhook secret"),
    ("AKIA", 16, "an access key of AWS"),
    ("ASIA", 16, "a temporary access key of AWS"),
    ("ghp_", 30, "a token of GitHub"),
    ("gho_", 30, "a token of GitHub"),
    ("ghu_", 30, "a token of GitHub"),
    ("ghs_", 30, "a token of GitHub"),
    ("ghr_", 30, "a token of GitHub"),
    ("github_pat_", 30, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"),
    ("xoxb-", 20, "a token of Slack"),
    ("xoxp-", 20, "a token of Slack"),
    ("AIza", 30, "a key of Google"),
    ("ya29.", 30, "a token of Google"),
    ("SG.", 40, "a key of SendGrid"),
    ("sk-", 32, "a secret key"),
    ("npm_", 30, "a token of npm"),
    ("pypi-", 40, "a token of PyPI"),
    ("hf_", 30, "a token of Hugging Face"),
    ("-----BEGIN", 20, "a private key"),
];

/// A value that holds one of these is a placeholder and no secret.
const FAKE: &[&str] = &[
    "example",
    "sample",
    "xxx",
    "your",
    "test",
    "dummy",
    "fake",
    "placeholder",
    "redacted",
    "secret",
    "token",
    "changeme",
    "1234",
    "abcd",
    "0000",
    "...",
    "***",
    "…",
    "<",
    "{",
    "$",
    "public key",
];

/// The example that everybody copies from jwt.io: its payload begins with `"sub": "1234567890"`.
const JWT_IO: &str = ".eyJzdWIiOiIxMjM0NTY3ODkw";

/// Words in the names of properties that hold secrets.
const NAMES: &[&str] = &[
    "secret",
    "password",
    "passwd",
    "apikey",
    "accesskey",
    "privatekey",
    "authtoken",
    "accesstoken",
    "credential",
];

/// Characters from which on a random text is random enough to be a secret.
const LONG: usize = 24;

/// Looks at the examples of a node, and at the default of a schema.
pub(super) fn check(node: &Node<'_>, report: &mut Report) {
    if !matches!(
        node.kind,
        ObjectKind::Schema | ObjectKind::MediaType | ObjectKind::Parameter | ObjectKind::Header
    ) {
        return;
    }
    let default = node.value.get("default").map(|value| Example {
        value,
        at: format!("{}/default", node.at.0),
    });
    let name = name(node);
    for Example { value, mut at } in examples(node).into_iter().chain(default) {
        look(value, &name, &mut at, report);
    }
}

/// What the value of a node is called.
fn name(node: &Node<'_>) -> String {
    let named = node.value.get("name").and_then(Value::as_str);
    let last = || node.at.0.rsplit('/').next().unwrap_or_default();
    named.unwrap_or_else(last).to_owned()
}

fn look(value: &Value, name: &str, at: &mut String, report: &mut Report) {
    let mark = at.len();
    match value {
        Value::String(text) => {
            if let Some(what) = secret(text, name) {
                let message = format!("the example looks like {what}");
                let hint = "revoke it if it is real; write one that is plainly none, such as `sk_live_example`";
                report.push(Diagnostic::new(Code::SecretInExample, Pointer(at.clone()), message).hint(hint));
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                pointer::push(at, &index.to_string());
                look(value, name, at, report);
                at.truncate(mark);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                pointer::push(at, key);
                look(value, key, at, report);
                at.truncate(mark);
            }
        }
        _ => {}
    }
}

/// What kind of secret a text could be.
fn secret(text: &str, name: &str) -> Option<&'static str> {
    let text = text.trim().trim_start_matches("Bearer ").trim_start_matches("Basic ");
    let lower = text.to_lowercase();
    if FAKE.iter().any(|word| lower.contains(word)) || text.contains(JWT_IO) {
        return None;
    }
    for (prefix, least, what) in PREFIXES {
        if let Some(rest) = text.strip_prefix(prefix) {
            let is_key = *prefix == "-----BEGIN" && rest.contains("PRIVATE KEY");
            if is_key || (rest.len() >= *least && rest.chars().all(is_token) && is_random(rest)) {
                return Some(what);
            }
        }
    }
    if is_jwt(text) {
        return Some("a JSON web token");
    }
    let folded: String = name
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let is_named = NAMES.iter().any(|word| folded.ends_with(word));
    let is_long = text.len() >= LONG && text.chars().all(is_token);
    (is_named && is_long && is_random(text)).then_some("a secret: its name says so, and it looks random")
}

fn is_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '/' | '=')
}

fn is_jwt(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    matches!(parts.as_slice(), [head, body, sign] if head.starts_with("eyJ") && body.starts_with("eyJ") && sign.len() >= 20)
}

/// Whether a text has letters and digits, and as much entropy per character as random ones of its length nearly always
/// have.
fn is_random(text: &str) -> bool {
    let has = |test: fn(&char) -> bool| text.chars().any(|c| test(&c));
    if !has(char::is_ascii_digit) || !has(char::is_ascii_alphabetic) {
        return false;
    }
    let mut counts = [0_u32; 256];
    text.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX));
    let part = |count: &u32| {
        let share = f64::from(*count) / length;
        -share * share.log2()
    };
    let entropy: f64 = counts.iter().filter(|count| **count > 0).map(part).sum();
    entropy >= 3.2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that looks random; put together here, so that no scanner takes this file for a leak.
    fn random(prefix: &str) -> String {
        format!("{prefix}{}", "q7Zt3MvL9xKc2BnR5wHj8PfG6sDy4EaU")
    }

    #[test]
    fn what_looks_real() {
        for prefix in ["sk_live_", "ghp_", "sk-", "glpat-", "Bearer ghp_"] {
            assert!(secret(&random(prefix), "x").is_some(), "{prefix}");
        }
        let jwt = format!("eyJhbGciOiJIUzI1NiJ9.eyJhIjoiYiJ9.{}", random(""));
        assert!(secret(&jwt, "x").is_some());
        assert!(secret(&format!("AKIA{}", "Q7ZT3MVL9XKC2BNR"), "x").is_some());
        assert!(secret(&random(""), "client_secret").is_some());
        assert!(secret("-----BEGIN RSA PRIVATE KEY-----\nMIIB", "x").is_some());
    }

    #[test]
    fn what_is_plainly_none() {
        for text in [
            "sk_live_example",
            "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
            "sk_live_1234567890abcdef12345678",
            "ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
            "AKIAIOSFODNN7EXAMPLE",
            "eyJhbGciOi...",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
            "sk-short",
            "a perfectly ordinary sentence about skating",
        ] {
            assert_eq!(secret(text, "x"), None, "{text}");
        }
        assert_eq!(secret(&random(""), "id"), None);
        assert_eq!(secret("hunter2", "password"), None);
    }
}
