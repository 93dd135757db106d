//! What is a credential by its name. In: the name of a parameter or header. Out: whether its value is one, as far as a name can say.
//!
//! The runtime asks it of headers, and the generator of parameters, so that both hide the same. The file stands in both, as neither
//! needs the other to be built; a test of the generator compares them.

/// Whole names of credentials, in small letters and without what separates words.
const NAMES: [&str; 11] = [
    "auth",
    "cookie",
    "cookie2",
    "otp",
    "pass",
    "pin",
    "pwd",
    "setcookie",
    "setcookie2",
    "sig",
    "xauth",
];

/// What stands in the names of credentials: `X-API-Key`, `access_token`, `Proxy-Authorization`, `clientSecret`.
const PARTS: [&str; 13] = [
    "accesskey",
    "apikey",
    "authorization",
    "authkey",
    "credential",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "signature",
    "token",
];

/// What has the word `token` in its name and says where a page begins, or how long a text is.
const OTHERS: [&str; 6] = [
    "continuationtoken",
    "maxtokens",
    "nexttoken",
    "pagetoken",
    "synctoken",
    "tokentype",
];

/// Whether a value of this name is a credential.
pub(crate) fn is_credential(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_ascii_alphanumeric());
    let plain: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let has_any = |parts: &[&str]| parts.iter().any(|part| plain.contains(part));
    NAMES.contains(&plain.as_str()) || has_any(&PARTS) && !has_any(&OTHERS)
}
