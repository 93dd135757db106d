//! Answers of the in-memory transport. In: status, headers, and a body at once or piece by piece. Out: a response.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use super::steps::{Step, Steps};
use crate::body::Body;
use crate::error::TransportError;

/// What a server answers. A fault in it (a header that cannot be sent, say) shows when it is given.
#[derive(Clone)]
#[must_use]
pub struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    /// What follows the body.
    steps: Vec<Step>,
    fault: Option<String>,
}

impl Answer {
    /// A response with this status, and nothing else.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            steps: Vec::new(),
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

    /// Adds a piece to the body, which then comes piece by piece.
    pub fn piece(self, bytes: impl Into<Bytes>) -> Self {
        self.step(Step::Piece(bytes.into()))
    }

    /// Adds a server-sent event with this data in JSON, and says that the body is such events.
    pub fn event<T: Serialize + ?Sized>(self, data: &T) -> Self {
        self.in_stream("text/event-stream", "data: ", data, "\n\n")
    }

    /// Adds a line with this value in JSON, and says that the body is JSON Lines.
    pub fn line<T: Serialize + ?Sized>(self, value: &T) -> Self {
        self.in_stream("application/jsonl", "", value, "\n")
    }

    /// Adds a time in which nothing comes.
    pub fn pause(self, time: Duration) -> Self {
        self.step(Step::Pause(time))
    }

    /// Adds the end of all pieces before the body is complete: what the client sees of the network.
    pub fn break_off(self) -> Self {
        self.step(Step::Break)
    }

    /// Adds that nothing more comes, and no end.
    pub fn hang(self) -> Self {
        self.step(Step::Hang)
    }

    fn step(mut self, step: Step) -> Self {
        self.steps.push(step);
        self
    }

    fn in_stream<T: Serialize + ?Sized>(self, media_type: &str, before: &str, value: &T, after: &str) -> Self {
        let answer = match self.headers.contains_key(CONTENT_TYPE) {
            true => self,
            false => self.header("content-type", media_type),
        };
        match serde_json::to_string(value) {
            Ok(json) => answer.piece([before, &json, after].concat()),
            Err(error) => Self {
                fault: Some(error.to_string()),
                ..answer
            },
        }
    }

    pub(super) fn into_response(self) -> Result<http::Response<Body>, TransportError> {
        if let Some(fault) = self.fault {
            return Err(TransportError::refused(fault));
        }
        let mut response = http::Response::new(match self.steps.is_empty() {
            true => Body::Bytes(self.body),
            false => Body::Stream(Box::pin(Steps::new(self.body, self.steps))),
        });
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
            .field(
                "pieces",
                &self.steps.iter().filter(|step| matches!(step, Step::Piece(_))).count(),
            )
            .field("fault", &self.fault)
            .finish()
    }
}
