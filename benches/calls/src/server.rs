//! The server: this program again, as a process of its own, so that its work is not counted. In: requests. Out: the same
//! answer to each, by the path alone.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;

use codec::{KATHAN_CALL, SIPPET_CALL};

use crate::Result;

/// A server on a free port, until it is dropped.
pub(crate) struct Server {
    process: Child,
    url: String,
}

impl Server {
    pub(crate) fn start() -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()?;
        let mut url = String::new();
        let output = process.stdout.take().ok_or("the server has no output")?;
        BufReader::new(output).read_line(&mut url)?;
        let url = url.trim().to_owned();
        Ok(Self { process, url })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Prints the address and answers for ever.
pub(crate) fn serve() -> Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    println!("http://{}", listener.local_addr()?);
    for connection in listener.incoming() {
        let connection = connection?;
        // A client that goes away ends its own thread only.
        thread::spawn(move || answer_all(connection).ok());
    }
    Ok(())
}

fn answer_all(connection: TcpStream) -> Result<()> {
    connection.set_nodelay(true)?;
    let responses = [
        response("application/json", KATHAN_CALL),
        response("application/vnd.api+json", SIPPET_CALL),
    ];
    let mut writer = connection.try_clone()?;
    let mut reader = BufReader::new(connection);
    while let Some((path, length)) = head(&mut reader)? {
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        writer.write_all(responses[usize::from(path.starts_with("/api/"))].as_bytes())?;
    }
    Ok(())
}

/// The path of a request, and the length of its body; nothing if the client is gone.
fn head(reader: &mut impl BufRead) -> Result<Option<(String, usize)>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).ok_or("no path")?.to_owned();
    let mut length = 0;
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            return Ok(Some((path, length)));
        };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        }
    }
}

/// A response with the headers that APIs of this kind send.
fn response(media_type: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\n\
         content-type: {media_type}\r\n\
         content-length: {}\r\n\
         date: Mon, 02 Mar 2026 09:30:00 GMT\r\n\
         x-request-id: 7d1c4a52-5c0e-4b7e-9a53-2f1f0f6b8c11\r\n\
         x-ratelimit-limit: 100\r\n\
         x-ratelimit-remaining: 99\r\n\
         x-ratelimit-reset: 1772443800\r\n\
         \r\n\
         {body}",
        body.len()
    )
}
