//! Requests as they arrive. In: the bytes of a connection. Out: one request at a time, with every byte that came kept,
//! whether or not the client sent it to its end.

use std::fmt;
use std::io::{Read, Result};
use std::time::Duration;

/// A request, or as much of one as arrived.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Every byte, from the request line to the end of the body, chunk sizes included.
    pub raw: Vec<u8>,
    /// Where the body begins in `raw`.
    body: usize,
    /// Method, as written.
    pub method: String,
    /// Request target, as written.
    pub target: String,
    /// Header fields in their order, with lower-case names.
    pub headers: Vec<(String, String)>,
    /// Whether all of it arrived.
    pub whole: bool,
    /// The connection it came on, counted from 0 on each listener.
    pub connection: usize,
    /// When it came, from the start of the server.
    pub at: Duration,
}

impl Request {
    /// Reads up to the end of the next head; nothing where the connection ends before it.
    pub(crate) fn head(connection: &mut impl Read) -> Result<Option<Self>> {
        let mut raw = Vec::new();
        while !raw.ends_with(b"\r\n\r\n") {
            if !grow(&mut raw, connection)? {
                return Ok(None);
            }
        }
        let text = String::from_utf8_lossy(&raw).into_owned();
        let mut lines = text.lines();
        let mut words = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let fields = lines.filter_map(|line| line.split_once(':'));
        Ok(Some(Self {
            body: raw.len(),
            raw,
            method: words.next().unwrap_or_default(),
            target: words.next().unwrap_or_default(),
            headers: fields
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                .collect(),
            whole: false,
            connection: 0,
            at: Duration::ZERO,
        }))
    }

    /// Reads the body as far as it comes, by its framing (RFC 9112 §6.3).
    pub(crate) fn read_body(&mut self, connection: &mut impl Read) {
        let length = self
            .header("content-length")
            .and_then(|text| text.parse().ok())
            .unwrap_or(0);
        let chunked = self.header("transfer-encoding") == Some("chunked");
        let ended = |body: &[u8]| {
            if chunked {
                body == b"0\r\n\r\n" || body.ends_with(b"\r\n0\r\n\r\n")
            } else {
                body.len() >= length
            }
        };
        while !ended(self.body()) {
            if !matches!(grow(&mut self.raw, connection), Ok(true)) {
                return;
            }
        }
        self.whole = true;
    }

    /// The value of the first header field of this name, in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let field = self.headers.iter().find(|(key, _)| key == name);
        field.map(|(_, value)| value.as_str())
    }

    /// The body as it came, chunk sizes included.
    pub fn body(&self) -> &[u8] {
        &self.raw[self.body..]
    }

    /// Everything as text, with what is not UTF-8 replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }
}

/// Reads one more byte; not if the connection has ended. The connection is buffered.
fn grow(raw: &mut Vec<u8>, connection: &mut impl Read) -> Result<bool> {
    let mut byte = [0];
    let count = connection.read(&mut byte)?;
    raw.extend_from_slice(&byte[..count]);
    Ok(count > 0)
}

/// As on the wire: tests print requests only where they fail.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
