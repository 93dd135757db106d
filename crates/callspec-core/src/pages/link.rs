//! The request for the next page. In: the request for the first, and a link, a token or a number. Out: the same request elsewhere.

use std::collections::HashSet;

use http::header::{HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::client::Place;
use crate::error::InvalidRequest;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;
use crate::request::Request;
use crate::style::{Style, push_pair};
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

    /// Whether no page has led to another one yet.
    pub(super) fn is_first(&self) -> bool {
        self.seen.is_empty()
    }

    /// Whether the caller gave a parameter.
    pub(super) fn has(&self, parameter: &str) -> bool {
        let name = name_of(parameter);
        self.pairs().any(|pair| pair.starts_with(&*name))
    }

    /// The number that the caller gave a parameter.
    pub(super) fn number(&self, parameter: &str) -> Option<u64> {
        let name = name_of(parameter);
        let value = self.pairs().find_map(|pair| pair.strip_prefix(&*name));
        value.and_then(|value| value.parse().ok())
    }

    /// The request for the page of this number, or after so many items.
    pub(super) fn page(&self, parameter: &str, number: u64) -> Next {
        self.request(self.path.clone(), self.others(parameter), false)
            .query(parameter, Style::FORM, &number)
            .finish()
    }

    /// The request for the page of this token; an error for one that was sent before, as it would lead in a circle.
    pub(super) fn token(&mut self, parameter: &str, token: &str) -> Next {
        if self.seen.is_empty() {
            self.seen.insert((String::new(), self.query.clone()));
        }
        let request = self.request(self.path.clone(), self.others(parameter), false);
        let request = request.query(parameter, Style::FORM, token).finish()?;
        if self.seen.insert((String::new(), request.query.clone())) {
            Ok(request)
        } else {
            Err(self.refuse(parameter, InvalidReason::RepeatedToken))
        }
    }

    /// The query without a parameter.
    fn others(&self, parameter: &str) -> String {
        let name = name_of(parameter);
        let others: Vec<&str> = self.pairs().filter(|pair| !pair.starts_with(&*name)).collect();
        others.join("&")
    }

    fn pairs(&self) -> impl Iterator<Item = &str> {
        self.query.split('&').filter(|pair| !pair.is_empty())
    }
}

/// What a pair of this parameter begins with.
fn name_of(parameter: &str) -> String {
    let mut pair = String::new();
    push_pair(&mut pair, parameter);
    pair
}
