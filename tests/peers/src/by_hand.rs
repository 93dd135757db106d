//! Requests made by hand. In: a request as text. Out: the response of the server. For what no generated client would send, and
//! for the journals of the peers.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

use crate::Result;

/// A response as it came.
#[derive(Clone, Debug)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Header lines, as written.
    pub head: String,
    /// Body, as written: a peer that is asked to close sends it in one piece.
    pub body: String,
}

impl Response {
    /// The body as JSON.
    ///
    /// # Errors
    ///
    /// What `serde_json` says of a body that is none.
    pub fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_str(&self.body)
    }

    /// The value of a header field, whatever the spelling of its name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// Sends a request line, header lines and a body to the server at a URL, and reads until it closes.
///
/// # Errors
///
/// A connection that breaks, or a response that is none of HTTP.
pub fn send(url: &str, line: &str, headers: &[&str], body: &str) -> Result<Response> {
    let host = url.strip_prefix("http://").unwrap_or(url);
    let mut connection = TcpStream::connect(host)?;
    let mut request = format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    if !body.is_empty() {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    connection.write_all(format!("{request}\r\n{body}").as_bytes())?;
    let mut response = String::new();
    connection.read_to_string(&mut response)?;
    let (head, body) = response
        .split_once("\r\n\r\n")
        .ok_or("a response without end of head")?;
    let status = head.split(' ').nth(1).ok_or("a response without status")?;
    Ok(Response {
        status: status.parse()?,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}
