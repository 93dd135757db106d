//! Base URLs. In: text. Out: what every path is put behind, or the reason why it cannot be used.

use http::Uri;
use http::uri::{Authority, InvalidUriParts, Parts, PathAndQuery, Scheme as UriScheme};

use crate::path::has_dot_segment;

/// Scheme, authority and base path, without a slash at the end.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    text: String,
    /// Length of scheme and authority within `text`.
    origin: usize,
    /// Both once more, as each request's `Uri` shares them.
    parts: (UriScheme, Authority),
}

impl BaseUrl {
    /// `insecure` allows `http:` to hosts other than this machine.
    pub(crate) fn parse(text: &str, insecure: bool) -> Result<Self, &'static str> {
        if text.contains('#') {
            return Err("has a fragment");
        }
        let uri: Uri = text.parse().map_err(|_| "is no URL")?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err("is not absolute: it needs `https://` and a host");
        };
        if authority.as_str().contains('@') {
            return Err("has user information; use the setters for credentials");
        }
        if uri.query().is_some() {
            return Err("has a query");
        }
        let path = uri.path().trim_end_matches('/');
        if path.contains("//") || path.contains('\\') || has_dot_segment(path) {
            return Err("has an empty, `.` or `..` segment in its path");
        }
        let secure = *scheme == UriScheme::HTTPS;
        if !secure && *scheme != UriScheme::HTTP {
            return Err("is neither `https:` nor `http:`");
        }
        let host = authority.host();
        let has_port = authority.as_str().len() > host.len();
        if host.is_empty() || (has_port && authority.port_u16().is_none()) {
            return Err("has no host, or a port that is none");
        }
        if !secure && !insecure && !is_loopback(host) {
            return Err("is `http:`, which would send credentials in the clear; ask for it with `allow_http`");
        }
        let origin = format!("{scheme}://{authority}");
        Ok(Self {
            text: format!("{origin}{path}"),
            origin: origin.len(),
            parts: (scheme.clone(), authority.clone()),
        })
    }

    /// The URL, without a slash at the end.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The address of what is behind the origin.
    pub(crate) fn uri(&self, path_and_query: PathAndQuery) -> Result<Uri, InvalidUriParts> {
        let mut parts = Parts::default();
        (parts.scheme, parts.authority) = (Some(self.parts.0.clone()), Some(self.parts.1.clone()));
        parts.path_and_query = Some(path_and_query);
        Uri::from_parts(parts)
    }

    /// Scheme and authority.
    pub(crate) fn origin(&self) -> &str {
        self.text.get(..self.origin).unwrap_or(&self.text)
    }

    /// The base path, without a slash at the end.
    pub(crate) fn path(&self) -> &str {
        self.text.get(self.origin..).unwrap_or_default()
    }

    /// `https` or `http`.
    #[cfg(any(test, feature = "tracing"))]
    pub(crate) fn scheme(&self) -> &str {
        self.origin().split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// The host, without a port.
    #[cfg(any(test, feature = "tracing"))]
    pub(crate) fn host(&self) -> &str {
        self.host_and_port().0
    }

    /// The port; that of the scheme if the URL names none.
    #[cfg(any(test, feature = "tracing"))]
    pub(crate) fn port(&self) -> u16 {
        let usual = if self.scheme() == "https" { 443 } else { 80 };
        self.host_and_port().1.parse().unwrap_or(usual)
    }

    #[cfg(any(test, feature = "tracing"))]
    fn host_and_port(&self) -> (&str, &str) {
        let authority = self.origin().split_once("://").map_or("", |(_, authority)| authority);
        match authority.rsplit_once(':') {
            Some(parts) if !authority.ends_with(']') => parts,
            _ => (authority, ""),
        }
    }
}

pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.parse::<std::net::IpAddr>().map_or_else(
        |_| {
            host.rsplit('.')
                .next()
                .is_some_and(|last| last.eq_ignore_ascii_case("localhost"))
        },
        |address| address.is_loopback(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, &'static str> {
        BaseUrl::parse(text, false).map(|url| url.as_str().to_owned())
    }

    #[test]
    fn usable_urls_lose_only_the_last_slash() {
        for (text, url) in [
            ("https://api.example.test", "https://api.example.test"),
            ("https://api.example.test/", "https://api.example.test"),
            (
                "https://api.example.test:8443/base/v1/",
                "https://api.example.test:8443/base/v1",
            ),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/a", "http://[::1]:8080/a"),
            ("http://localhost", "http://localhost"),
        ] {
            assert_eq!(parsed(text).as_deref(), Ok(url));
        }
        let url = BaseUrl::parse("https://api.example.test:8443/base", false).unwrap();
        assert_eq!(
            (url.origin(), url.host()),
            ("https://api.example.test:8443", "api.example.test")
        );
        assert_eq!((url.scheme(), url.port()), ("https", 8443));
        for (text, host, port) in [
            ("https://api.example.test", "api.example.test", 443),
            ("http://[::1]/a", "[::1]", 80),
            ("http://[::1]:81", "[::1]", 81),
        ] {
            let url = BaseUrl::parse(text, false).unwrap();
            assert_eq!((url.host(), url.port()), (host, port));
        }
    }

    #[test]
    fn other_urls_are_refused_with_a_reason() {
        for text in [
            "",
            "api.example.test",
            "/v1",
            "//api.example.test",
            "ftp://api.example.test",
            "http://api.example.test",
            "http://127.0.0.1.example.test",
            "https://user:password@api.example.test",
            "https://api.example.test?key=1",
            "https://api.example.test/#top",
            "https://api.example.test//evil.test",
            "https://api.example.test/a/../b",
            "https://api.example.test/%2e%2e",
            "https://api.example.test:",
            "https://exa mple.test",
            "https://",
        ] {
            assert!(parsed(text).is_err(), "{text}");
        }
        assert!(BaseUrl::parse("http://api.example.test", true).is_ok());
    }
}
