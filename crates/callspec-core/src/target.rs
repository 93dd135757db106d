//! Addresses in responses, read as browsers read them (<https://url.spec.whatwg.org/#url-parsing>). In: a link, as a server
//! wrote it. Out: path and query on an origin, which is the client's own unless the caller asks for others.
//!
//! What a link may not do is decided on what is left once it is read: no tab, backslash or escape hides anything from it.

use http::Uri;

use crate::base_url::BaseUrl;
use crate::encode::{Keep, encode};
use crate::invalid::InvalidReason;
use crate::path::has_dot_segment;

/// Path and query of a link on this origin; both are empty if the link is, and the path is if only a query is given. None
/// for a link that leads to another origin, has user information, has a segment `.` or `..`, or does not begin with a
/// scheme, `/` or `?`.
pub(crate) fn target(origin: &str, link: &str) -> Option<String> {
    let (before, query) = read(link);
    let path = if before.starts_with("//") || !before.starts_with('/') && !before.is_empty() {
        path_on(origin, &before)?
    } else {
        &before
    };
    let mut target = String::new();
    encode(&mut target, path, Keep::LinkPath);
    if target.starts_with("//") || has_dot_segment(&target) {
        return None;
    }
    if let Some(query) = query {
        target.push('?');
        encode(&mut target, &query, Keep::LinkQuery);
    }
    Some(target)
}

/// Origin, path and query of a link that stands on this origin; no origin if it is this. A link elsewhere has to be
/// `https:`, unless `insecure` allows `http:` too.
pub(crate) fn located(origin: &str, link: &str, insecure: bool) -> Result<(Option<BaseUrl>, String), InvalidReason> {
    if let Some(target) = target(origin, link).filter(|target| target.starts_with('/')) {
        return Ok((None, target));
    }
    let (before, _) = read(link);
    let (scheme, rest) = before.split_once("//").ok_or(InvalidReason::Address("is no URL"))?;
    let scheme = match scheme {
        "" => origin.split_once("//").map_or("", |(scheme, _)| scheme),
        scheme => scheme,
    };
    let authority = rest.split('/').next().unwrap_or_default().trim_end_matches(':');
    let base = BaseUrl::parse(&format!("{scheme}//{authority}"), insecure).map_err(InvalidReason::Address)?;
    // Not even to this machine: a server must not send its clients to what runs beside them.
    if !insecure && !base.origin().starts_with("https:") {
        return Err(InvalidReason::Address("is `http:`, and not on the client's own origin"));
    }
    let target = target(base.origin(), link).filter(|target| target.starts_with('/'));
    let target = target.ok_or(InvalidReason::Address("has an empty, `.` or `..` segment in its path"))?;
    Ok((Some(base), target))
}

/// What stands before the query, and the query, without what no parser keeps.
fn read(link: &str) -> (String, Option<String>) {
    let link: String = link
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    let link = link.split('#').next().unwrap_or_default();
    let (before, query) = match link.split_once('?') {
        Some((before, query)) => (before, Some(query.to_owned())),
        None => (link, None),
    };
    (before.replace('\\', "/"), query)
}

/// The path of an address with an authority, if that is this origin's: at least `/`, as that of any such address is.
fn path_on<'a>(origin: &str, address: &'a str) -> Option<&'a str> {
    let own: Uri = origin.parse().ok()?;
    let (scheme, rest) = address.split_once("//")?;
    let scheme = match scheme.strip_suffix(':') {
        Some(scheme) => scheme,
        None if scheme.is_empty() => own.scheme_str()?,
        None => return None,
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if authority.contains('@') {
        return None;
    }
    let uri: Uri = format!("{scheme}://{}", authority.trim_end_matches(':')).parse().ok()?;
    let (host, own_host) = (uri.host()?, own.host()?);
    let usual = if own.scheme_str() == Some("https") { 443 } else { 80 };
    let port = match uri.port_u16() {
        None if host.len() < uri.authority()?.as_str().len() => return None,
        port => port.unwrap_or(usual),
    };
    let is_own =
        uri.scheme() == own.scheme() && port == own.port_u16().unwrap_or(usual) && host.eq_ignore_ascii_case(own_host);
    is_own.then_some(if path.is_empty() { "/" } else { path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_on_the_same_origin_lead_anywhere() {
        for (link, found) in [
            ("https://api.example.test/v1/calls?page=2", Some("/v1/calls?page=2")),
            ("https://API.example.test:443/v1/calls", Some("/v1/calls")),
            ("HTTPS://api.example.test:/v1/calls", Some("/v1/calls")),
            ("//api.example.test/v1/calls", Some("/v1/calls")),
            ("/v1/calls?page=2#top", Some("/v1/calls?page=2")),
            ("?page=2", Some("?page=2")),
            ("https://api.example.test?page=2", Some("/?page=2")),
            ("https://api.example.test", Some("/")),
            ("", Some("")),
            (" #top", Some("")),
            ("/a?next=//evil.test/../b", Some("/a?next=//evil.test/../b")),
            ("https://evil.test/v1/calls", None),
            ("https://api.example.test:8443/v1/calls", None),
            ("https://api.example.test:x/v1/calls", None),
            ("https://api.example.test:99999/v1/calls", None),
            ("http://api.example.test/v1/calls", None),
            ("https://user@api.example.test/v1/calls", None),
            ("https://user:password@api.example.test/", None),
            ("https://api.example.test@evil.test/", None),
            ("https://api.example.test.evil.test/", None),
            ("https://api.example.test%2eevil.test/", None),
            ("https://äpi.example.test/", None),
            ("//evil.test/v1/calls", None),
            ("///evil.test", None),
            ("https:///api.example.test/", None),
            ("https:api.example.test/v1", None),
            (r"/\evil.test", None),
            (r"\\evil.test", None),
            ("/\t/evil.test", None),
            ("ht\ntps://evil.test", None),
            ("https://api.example.test//evil.test", None),
            ("/v1/../admin", None),
            ("/v1/%2e%2e/admin", None),
            (r"/v1\..\admin", None),
            ("/v1/.\t./admin", None),
            ("/v1/..", None),
            ("calls", None),
            ("javascript:alert(1)", None),
            ("data:text/html,x//api.example.test/", None),
        ] {
            assert_eq!(target("https://api.example.test", link).as_deref(), found, "{link}");
        }
    }

    #[test]
    fn links_elsewhere_are_https_unless_http_is_allowed() {
        for (link, insecure, found) in [
            (
                "https://files.test/a//b?c=%2F",
                false,
                Ok((Some("https://files.test"), "/a//b?c=%2F")),
            ),
            ("https://files.test", false, Ok((Some("https://files.test"), "/"))),
            (
                "//files.test:8443/a",
                false,
                Ok((Some("https://files.test:8443"), "/a")),
            ),
            (
                "HTTPS://files.test:/a b",
                false,
                Ok((Some("https://files.test"), "/a%20b")),
            ),
            ("https://api.example.test/a", false, Ok((None, "/a"))),
            ("/a", false, Ok((None, "/a"))),
            ("http://files.test/a", true, Ok((Some("http://files.test"), "/a"))),
            ("http://files.test/a", false, Err(())),
            ("http://127.0.0.1/a", false, Err(())),
            ("https://user@files.test/a", false, Err(())),
            ("https://files.test/../a", false, Err(())),
            ("https://files.test//a", false, Err(())),
            ("https://files.test:x/a", false, Err(())),
            ("ftp://files.test/a", true, Err(())),
            ("file:///etc/passwd", true, Err(())),
            ("data:,a", true, Err(())),
            ("a.wav", true, Err(())),
            ("?a", true, Err(())),
            ("", true, Err(())),
        ] {
            let located = located("https://api.example.test", link, insecure);
            let located = located
                .as_ref()
                .map(|(base, target)| (base.as_ref().map(BaseUrl::origin), target.as_str()));
            assert_eq!(located.map_err(|_| ()), found, "{link}");
        }
    }

    /// From the tables of the URL Standard: what parsing strips, what it takes for a slash, and the percent-encode sets.
    #[test]
    fn links_are_read_as_browsers_read_them() {
        let visible: String = ('!'..='~').filter(|c| !"#?.".contains(*c)).collect();
        for (link, found) in [
            (" \t/calls?page=2\n ".to_owned(), "/calls?page=2"),
            ("\0/ca\tlls?pa\r\nge=2\x1F".to_owned(), "/calls?page=2"),
            ("https://api.example\n.test/a".to_owned(), "/a"),
            (r"https:\\api.example.test\calls?a=\b".to_owned(), r"/calls?a=\b"),
            (r"https://api.example.test\@evil.test/".to_owned(), "/@evil.test/"),
            ("/a b?c d".to_owned(), "/a%20b?c%20d"),
            ("/é/😀?é=😀".to_owned(), "/%C3%A9/%F0%9F%98%80?%C3%A9=%F0%9F%98%80"),
            ("/a\u{7F}b\x01?\u{7F}".to_owned(), "/a%7Fb%01?%7F"),
            ("/100%?50%&%zz&%C3%A9".to_owned(), "/100%?50%&%zz&%C3%A9"),
            ("?a?b".to_owned(), "?a?b"),
            (
                format!("/{visible}"),
                "/!%22$%&'()*+,-/0123456789:;%3C=%3E@ABCDEFGHIJKLMNOPQRSTUVWXYZ[/]%5E_%60abcdefghijklmnopqrstuvwxyz%7B|%7D~",
            ),
            (
                format!("?{visible}"),
                r"?!%22$%&%27()*+,-/0123456789:;%3C=%3E@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
            ),
        ] {
            let target = target("https://api.example.test", &link);
            assert_eq!(target.as_deref(), Some(found), "{link:?}");
            let sent = format!("/{}", target.unwrap());
            assert!(sent.parse::<http::uri::PathAndQuery>().is_ok(), "{sent}");
        }
    }
}
