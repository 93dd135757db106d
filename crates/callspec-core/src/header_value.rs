//! Headers as they are sent: what can be one, which of them `Debug` must not print, and the pairs of `Cookie`.

use http::{HeaderName, HeaderValue};

use crate::credential_name::is_credential;
use crate::invalid::InvalidReason;

/// A header that arrives as it was given, or an error that does not show the value.
///
/// White space at the ends is refused because a recipient strips it (RFC 9110 §5.5).
pub(crate) fn header(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), InvalidReason> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| InvalidReason::Header)?;
    if text.starts_with([' ', '\t']) || text.ends_with([' ', '\t']) {
        return Err(InvalidReason::Header);
    }
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| InvalidReason::Header)?;
    value.set_sensitive(is_sensitive(&name));
    Ok((name, value))
}

/// Headers that `Debug` must not print: credentials, and what leads somewhere, as a signature may be in its query.
pub(crate) fn is_sensitive(name: &HeaderName) -> bool {
    matches!(name.as_str(), "content-location" | "link" | "location" | "refresh") || is_credential(name.as_str())
}

/// Appends a cookie to the value of the header `Cookie` (RFC 6265 §4.2.1).
pub(crate) fn push_pair(cookies: &mut String, pair: &str) {
    if !cookies.is_empty() {
        cookies.push_str("; ");
    }
    cookies.push_str(pair);
}
