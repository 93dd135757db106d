//! The request for the next page. In: the request for the first, and a link or a position. Out: the same request elsewhere.

use std::collections::HashSet;

use http::header::{HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::client::Place;
use crate::error::InvalidRequest;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::request::Request;
use crate::target::target;

type Next = Result<Request, InvalidRequest>;

/// What the requests for all pages have in common.
pub(super) struct Following {
    operation: &'static OperationInfo,
    /// The operation's own server.
    pub(super) server: Option<Place>,
    path: String,
    query: String,
    accept: HeaderValue,
    headers: Vec<(HeaderName, HeaderValue)>,
    cookies: String,
    /// Path and query of each page so far.
    seen: HashSet<(String, String)>,
}

impl Following {
    pub(super) fn new(first: &Request) -> Self {
        Self {
            operation: first.operation,
            server: first.server.clone(),
            path: first.path.clone().into_owned(),
            query: first.query.clone(),
            accept: first.accept.clone(),
            headers: first.headers.clone(),
            cookies: first.cookies.clone(),
            seen: HashSet::new(),
        }
    }

    fn request(&self, path: String, query: String, rooted: bool) -> Request {
        let mut request = Request::new(self.operation);
        request.path = path.into();
        request.query = query;
        request.server = self.server.clone();
        request.rooted = rooted;
        request.accept = self.accept.clone();
        request.headers = self.headers.clone();
        request.cookies = self.cookies.clone();
        request
    }

    /// Why there is no request.
    pub(super) fn refuse(&self, parameter: &str, reason: InvalidReason) -> InvalidRequest {
        InvalidRequest::new(self.operation, parameter, reason)
    }

    /// Nothing for a link that was followed before, or that leads back to the first page; an error for one that leaves
    /// the origin.
    pub(super) fn link(&mut self, base: &BaseUrl, link: &str) -> Option<Next> {
        let Some(target) = target(base.origin(), link) else {
            return Some(Err(self.refuse("links.next", InvalidReason::ForeignLink)));
        };
        if target.is_empty() {
            return None;
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
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

    /// How many items the caller left out before the first page.
    pub(super) fn start(&self, offset: &str) -> u64 {
        let value = self
            .pairs()
            .find_map(|pair| pair.strip_prefix(offset)?.strip_prefix('='));
        value.and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// The request for the items from this position on.
    pub(super) fn from(&self, offset: &str, position: u64) -> Request {
        let is_other = |pair: &&str| pair.split('=').next() != Some(offset);
        let mut query: String = self.pairs().filter(is_other).flat_map(|pair| [pair, "&"]).collect();
        query.push_str(&format!("{offset}={position}"));
        self.request(self.path.clone(), query, false)
    }

    fn pairs(&self) -> impl Iterator<Item = &str> {
        self.query.split('&').filter(|pair| !pair.is_empty())
    }
}
