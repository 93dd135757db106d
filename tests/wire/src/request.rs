//! Requests as they arrive. In: the bytes of a connection. Out: one request at a time, raw and parsed.

use std::fmt;
use std::io::{BufRead, Error, ErrorKind, Result};

/// One request of HTTP/1.1, with every byte kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The request from the first byte of its request line to the last byte of its body, chunk sizes included.
    pub raw: Vec<u8>,
    /// Method, as written.
    pub method: String,
    /// Request target (path and query), as written.
    pub target: String,
    /// Header fields in their order and spelling; values without the white space around them (RFC 9110 §5.5).
    pub headers: Vec<(String, String)>,
    /// Body, with the chunked coding taken off.
    pub body: Vec<u8>,
}

impl Recorded {
    /// Reads the next request, or `None` where the connection ends before one begins.
    ///
    /// # Errors
    ///
    /// A connection that breaks, or a request that is not of HTTP/1.1 (RFC 9112).
    pub fn read(connection: &mut impl BufRead) -> Result<Option<Self>> {
        let mut source = Source {
            connection,
            raw: Vec::new(),
        };
        let Some(line) = source.line()? else {
            return Ok(None);
        };
        let [method, target, "HTTP/1.1"] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err(malformed(format!("request line {line:?}")));
        };
        let headers = source.headers()?;
        let body = source.body(&headers)?;
        Ok(Some(Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers,
            body,
            raw: source.raw,
        }))
    }

    /// The values of the header field of this name, whatever its spelling.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        values(&self.headers, name)
    }

    /// The body as text, with what is not UTF-8 replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// What `serde_json` says of a body that is none.
    pub fn json(&self) -> serde_json::Result<serde_json::Value> {
        serde_json::from_slice(&self.body)
    }
}

/// As on the wire: tests print requests only where they fail.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.raw))
    }
}

fn values<'a>(headers: &'a [(String, String)], name: &'a str) -> impl Iterator<Item = &'a str> {
    headers
        .iter()
        .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

fn malformed(what: String) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

/// A connection that remembers what was read from it.
struct Source<'a, C> {
    connection: &'a mut C,
    raw: Vec<u8>,
}

impl<C: BufRead> Source<'_, C> {
    /// A line without its CRLF, or `None` at the end of the connection.
    fn line(&mut self) -> Result<Option<String>> {
        let mut line = Vec::new();
        if self.connection.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        self.raw.extend_from_slice(&line);
        let Some(line) = line.strip_suffix(b"\r\n") else {
            return Err(malformed(format!(
                "a line without CRLF: {:?}",
                String::from_utf8_lossy(&line)
            )));
        };
        String::from_utf8(line.to_vec())
            .map(Some)
            .map_err(|_| malformed("a head that is not UTF-8".to_owned()))
    }

    fn due_line(&mut self) -> Result<String> {
        self.line()?.ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    fn headers(&mut self) -> Result<Vec<(String, String)>> {
        let mut headers = Vec::new();
        loop {
            let line = self.due_line()?;
            if line.is_empty() {
                return Ok(headers);
            }
            match line.split_once(':') {
                Some((name, value)) if !name.is_empty() && !name.contains([' ', '\t']) => {
                    headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
                }
                _ => return Err(malformed(format!("header line {line:?}"))),
            }
        }
    }

    /// The body by its framing (RFC 9112 §6.3); framing that a proxy could read in two ways is refused.
    fn body(&mut self, headers: &[(String, String)]) -> Result<Vec<u8>> {
        let codings: Vec<_> = values(headers, "transfer-encoding").collect();
        let lengths: Vec<_> = values(headers, "content-length").collect();
        match (&codings[..], &lengths[..]) {
            ([], []) => Ok(Vec::new()),
            ([], [length]) => {
                let length = length
                    .parse()
                    .map_err(|_| malformed(format!("Content-Length {length:?}")))?;
                self.exactly(length)
            }
            (["chunked"], []) => self.chunks(),
            _ => Err(malformed(format!("framing {codings:?} and {lengths:?}"))),
        }
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = self.due_line()?;
            let size = usize::from_str_radix(&size, 16).map_err(|_| malformed(format!("chunk size {size:?}")))?;
            body.extend(self.exactly(size)?);
            // After the last chunk this is the empty line that ends the (empty) trailer section.
            let end = self.due_line()?;
            if !end.is_empty() {
                return Err(malformed(format!("{end:?} after a chunk")));
            }
            if size == 0 {
                return Ok(body);
            }
        }
    }

    fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.connection.read_exact(&mut bytes)?;
        self.raw.extend_from_slice(&bytes);
        Ok(bytes)
    }
}
