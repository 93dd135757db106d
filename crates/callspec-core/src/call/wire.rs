//! One attempt on the wire. In: a request, credentials and headers of the call. Out: an `http::Request`.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::client::Inner;
use crate::credential::Part;
use crate::invalid::InvalidReason;
use crate::request::Request;

/// An HTTP request in the making.
pub(super) struct Draft<'a> {
    request: &'a Request,
    base: Cow<'a, BaseUrl>,
    /// Path and query.
    target: String,
    headers: HeaderMap,
    cookies: String,
}

impl<'a> Draft<'a> {
    pub(super) fn new(client: &'a Inner, request: &'a Request) -> Result<Self, InvalidReason> {
        let base = client.base(request.server.as_ref())?;
        let folder = if request.rooted { "" } else { base.path() };
        let query = match request.query.len() {
            0 => 0,
            length => length + 1,
        };
        // Room for just this: what `Uri` is made of is then not allocated again.
        let mut target = String::with_capacity(folder.len() + request.path.len() + query);
        target.push_str(folder);
        target.push_str(&request.path);
        if !request.query.is_empty() {
            // Some documents have a query in their paths.
            target.push(if request.path.contains('?') { '&' } else { '?' });
            target.push_str(&request.query);
        }
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(ACCEPT, request.accept.clone());
        headers.insert(USER_AGENT, client.user_agent.clone());
        if let Some(content_type) = &request.content_type {
            headers.insert(CONTENT_TYPE, content_type.clone());
        }
        // In the place of those above, where the document lets the caller say them.
        for (name, value) in &request.headers {
            headers.insert(name, value.clone());
        }
        Ok(Self {
            request,
            base,
            target,
            headers,
            cookies: request.cookies.clone(),
        })
    }

    /// Adds a credential, unless another one has its header already.
    pub(super) fn add(&mut self, part: &Part) {
        match part {
            Part::Header(name, value) => {
                self.headers.entry(name).or_insert_with(|| value.clone());
            }
            Part::Query(pair) => {
                self.target.push(if self.target.contains('?') { '&' } else { '?' });
                self.target.push_str(pair);
            }
            Part::Cookie(pair) => {
                if !self.cookies.is_empty() {
                    self.cookies.push_str("; ");
                }
                self.cookies.push_str(pair);
            }
        }
    }

    pub(super) fn finish(self, own: &[(HeaderName, HeaderValue)]) -> Result<http::Request<Body>, InvalidReason> {
        let mut request = http::Request::new(self.request.payload.open()?);
        *request.method_mut() = self.request.operation.method.sent()?;
        let target = PathAndQuery::try_from(self.target).map_err(|_| InvalidReason::Url)?;
        *request.uri_mut() = self.base.uri(target).map_err(|_| InvalidReason::Url)?;
        *request.headers_mut() = self.headers;
        if !self.cookies.is_empty() {
            // A client sends one field of this name (RFC 6265 §5.4).
            let stated = request.headers().get(COOKIE).map(HeaderValue::as_bytes);
            let cookies = [stated, Some(self.cookies.as_bytes())];
            let cookies = cookies.into_iter().flatten().collect::<Vec<_>>().join(&b"; "[..]);
            let mut cookies = HeaderValue::try_from(cookies).map_err(|_| InvalidReason::Header)?;
            cookies.set_sensitive(true);
            request.headers_mut().insert(COOKIE, cookies);
        }
        for (name, value) in own {
            request.headers_mut().insert(name, value.clone());
        }
        Ok(request)
    }
}
