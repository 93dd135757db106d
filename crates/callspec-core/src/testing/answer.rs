//! Answers of the in-memory transport.

use std::fmt;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use bytes::Bytes;

use crate::body::Body;
use crate::error::TransportError;

/// What a server answers. A fault in it (a header that cannot be sent, say) shows when it is given.
#[derive(Clone)]
#[must_use]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    fault: Option<String>,
}

impl Answer {
    /// A response with this status, and nothing else.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            fault: None,
        }
    }

    /// A response with this status and a JSON body.
    pub fn json<T: Serialize + ?Sized>(status: u16, body: &T) -> Self {
        let answer = Self::new(status).header("content-type", "application/json");
        match serde_json::to_vec(body) {
            Ok(body) => answer.body(body),
            Err(error) => Self {
                fault: Some(error.to_string()),
                ..answer
            },
        }
    }

    /// Sets a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => drop(self.headers.insert(name, value)),
            _ => self.fault = Some(format!("the header {name:?} cannot be sent")),
        }
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    pub(super) fn into_response(self) -> Result<http::Response<Body>, TransportError> {
        if let Some(fault) = self.fault {
            return Err(TransportError::refused(fault));
        }
        let mut response = http::Response::new(Body::Bytes(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).map_err(TransportError::refused)?;
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// Prints neither values of headers nor the body.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("fault", &self.fault)
            .finish()
    }
}
