//! Responses. In: status, headers and body as a test gives them. Out: the bytes of a response.

use std::io::{Result, Write};

use serde_json::Value;

/// What the server answers to one request.
#[derive(Clone, Debug)]
#[must_use]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// A response without headers and body.
    pub const fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A response with a JSON body of this media type.
    pub fn json(status: u16, media_type: &str, body: &Value) -> Self {
        Self::new(status)
            .header("Content-Type", media_type)
            .body(body.to_string())
    }

    /// Adds a header field, as it is to be written.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Writes the response in one piece. `Content-Length` is added to what the test gave.
    ///
    /// # Errors
    ///
    /// A connection that breaks.
    pub fn write(&self, connection: &mut impl Write) -> Result<()> {
        let mut bytes = format!("HTTP/1.1 {} \r\n", self.status);
        for (name, value) in &self.headers {
            bytes.extend([name, ": ", value, "\r\n"]);
        }
        // RFC 9110 §8.6 forbids the field in a response of this status.
        if self.status != 204 {
            bytes.extend(["Content-Length: ", &self.body.len().to_string(), "\r\n"]);
        }
        let mut bytes = (bytes + "\r\n").into_bytes();
        bytes.extend_from_slice(&self.body);
        connection.write_all(&bytes)?;
        connection.flush()
    }
}
