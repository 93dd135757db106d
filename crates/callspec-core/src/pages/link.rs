//! The request for the next page. In: the request for the first, and a link or a count. Out: the same request elsewhere.

use std::collections::HashSet;

use http::Uri;
use http::header::{HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::error::InvalidRequest;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::path::has_dot_segment;
use crate::request::Request;

type Next = Result<Request, InvalidRequest>;

/// What the requests for all pages have in common.
pub(super) struct Following {
    operation: &'static OperationInfo,
    /// The operation's own server.
    pub(super) server: Option<&'static str>,
    path: String,
    query: String,
    accept: HeaderValue,
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: String,
    /// Path and query of each page so far.
    seen: HashSet<(String, String)>,
    before: u64,
}

impl Following {
    pub(super) fn new(first: &Request) -> Self {
        Self {
            operation: first.operation,
            server: first.server,
            path: first.path.clone().into_owned(),
            query: first.query.clone(),
            accept: first.accept.clone(),
            headers: first.headers.clone(),
            cookies: first.cookies.clone(),
            seen: HashSet::new(),
            before: 0,
        }
    }

    fn request(&self, path: String, query: String, rooted: bool) -> Request {
        let mut request = Request::new(self.operation);
        request.path = path.into();
        request.query = query;
        request.server = self.server;
        request.rooted = rooted;
        request.accept = self.accept.clone();
        request.headers = self.headers.clone();
        request.cookies = self.cookies.clone();
        request
    }

    /// Nothing for a link that was followed before, or that leads back to the first page; an error for one that leaves
    /// the origin.
    pub(super) fn link(&mut self, base: &BaseUrl, link: &str) -> Option<Next> {
        let link = link.split('#').next().unwrap_or_default();
        if link.is_empty() {
            return None;
        }
        let Some(target) = target(base, link) else {
            return Some(Err(InvalidRequest::new(
                self.operation,
                "links.next",
                InvalidReason::ForeignLink,
            )));
        };
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let first = format!("{}{}", base.path(), self.path);
        // A bare query stays on the path of the first page.
        let path = if path.is_empty() { &first } else { path };
        if self.seen.is_empty() {
            self.seen.insert((first.clone(), self.query.clone()));
        }
        let place = (path.to_owned(), query.to_owned());
        let new = self.seen.insert(place.clone());
        new.then(|| Ok(self.request(place.0, place.1, true)))
    }

    /// Nothing after a page that was not full.
    pub(super) fn count(&mut self, limit: &str, offset: &str, count: usize) -> Option<Next> {
        let mut kept = Vec::new();
        let mut size = None;
        let mut start = 0;
        for pair in self.query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if name == offset {
                start = value.parse().unwrap_or(0);
                continue;
            }
            if name == limit {
                size = value.parse::<usize>().ok();
            }
            kept.push(pair.to_owned());
        }
        if count == 0 || size.is_some_and(|size| count < size) {
            return None;
        }
        self.before += count as u64;
        kept.push(format!("{offset}={}", start + self.before));
        Some(Ok(self.request(self.path.clone(), kept.join("&"), false)))
    }
}

/// Path and query of a link on the client's own origin. Relative links must begin with `/` or `?`.
fn target<'a>(base: &BaseUrl, link: &'a str) -> Option<&'a str> {
    let target = if link.starts_with('?') || link.starts_with('/') {
        link
    } else {
        let uri: Uri = link.parse().ok()?;
        let own: Uri = base.origin().parse().ok()?;
        let port = |uri: &Uri| {
            uri.port_u16().or(if uri.scheme_str() == Some("https") {
                Some(443)
            } else {
                Some(80)
            })
        };
        let same_host = uri.host()?.eq_ignore_ascii_case(own.host()?) && !uri.authority()?.as_str().contains('@');
        if uri.scheme() != own.scheme() || port(&uri) != port(&own) || !same_host {
            return None;
        }
        let after_scheme = link.find("://")? + 3;
        let start = link.get(after_scheme..)?.find(['/', '?'])?;
        link.get(after_scheme + start..)?
    };
    let path = target.split('?').next().unwrap_or_default();
    let leaves = path.starts_with("//") || path.contains('\\') || has_dot_segment(path);
    (!leaves).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_on_the_same_origin_lead_anywhere() {
        let base = BaseUrl::parse("https://api.example.test/v1", false).unwrap();
        for (link, found) in [
            ("https://api.example.test/v1/calls?page=2", Some("/v1/calls?page=2")),
            ("https://API.example.test:443/v1/calls", Some("/v1/calls")),
            ("/v1/calls?page=2", Some("/v1/calls?page=2")),
            ("?page=2", Some("?page=2")),
            ("https://api.example.test?page=2", Some("?page=2")),
            ("https://evil.test/v1/calls", None),
            ("https://api.example.test:8443/v1/calls", None),
            ("http://api.example.test/v1/calls", None),
            ("https://user@api.example.test/v1/calls", None),
            ("//evil.test/v1/calls", None),
            (r"/\evil.test", None),
            ("/v1/../admin", None),
            ("/v1/%2e%2e/admin", None),
            ("calls", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(target(&base, link), found, "{link}");
        }
    }
}
