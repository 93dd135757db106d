//! How each fault reads on the wire. In: a fault, and the connection that a request came on. Out: bytes, and whether the
//! connection may carry another request.

use std::io::{ErrorKind, Read, Result, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::{Content, Fault, Target, gzip};

/// Where a fault is played: one request on one connection.
pub(crate) struct Stage<'a> {
    pub(crate) connection: &'a TcpStream,
    pub(crate) content: &'a Content,
    pub(crate) target: String,
    pub(crate) here: SocketAddr,
    pub(crate) other: SocketAddr,
}

/// Between two bytes of a response that is slow, but not silent.
const TICK: Duration = Duration::from_millis(20);

/// Kathan's and Sippet's errors in one.
const ERROR: &str = r#"{"detail":"out of order","errors":[{"status":"503","title":"out of order"}]}"#;

const INTERIM: [&str; 3] = [
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 102 \r\n\r\n",
    "HTTP/1.1 103 \r\nlink: </a>\r\n\r\n",
];

const OK: &str = "HTTP/1.1 200 OK\r\n";
const GZIP: (&str, &str) = ("content-encoding", "gzip");

impl Stage<'_> {
    /// Does what the fault says; whether the connection stays.
    pub(crate) fn play(&self, fault: &Fault) -> Result<bool> {
        match fault {
            Fault::Sound => self.ok(&self.content.body),
            Fault::Status(status) => self.respond(*status, &[], ERROR),
            Fault::RetryAfter(status, text) => self.respond(*status, &[("retry-after", text)], ERROR),
            Fault::ErrorResponse(status, text) => self.respond(*status, &[self.content_type()], text),
            Fault::Body(body) => self.ok(body),
            Fault::Bom => self.ok(format!("\u{FEFF}{}", self.content.body)),
            Fault::Latin1 => self.ok(self.with_member(b"\"latin1\":\"caf\xE9\"")),
            Fault::DuplicateKeys => self.ok(self.with_member(self.members().as_bytes())),
            Fault::Nul => self.ok(self.with_member(br#""nul":"\u0000""#)),
            Fault::NulAfter => self.ok(format!("{}\0", self.content.body)),
            Fault::Deep(depth) => {
                self.ok(self.with_member(format!("\"deep\":{}{}", "[".repeat(*depth), "]".repeat(*depth)).as_bytes()))
            }
            Fault::Html200 => self.respond(200, &[("content-type", "text/html")], "<!doctype html><p>Back soon"),
            Fault::Empty200 => self.ok(""),
            Fault::WrongShape200 => self.ok(r#"{"id":7,"data":7}"#),
            Fault::NoContent204 => self.write("HTTP/1.1 204 No Content\r\n\r\n").map(|()| true),
            Fault::Redirect(status, target) => self.respond(*status, &[("location", &self.location(*target))], ""),
            Fault::Informational(count) => {
                self.write(INTERIM.iter().cycle().take(*count).copied().collect::<String>())?;
                self.ok(&self.content.body)
            }
            Fault::Coded(status, coding) => {
                let body: Vec<u8> = self.content.body.bytes().rev().collect();
                self.respond(*status, &[self.content_type(), ("content-encoding", *coding)], body)
            }
            Fault::Gzip => {
                let body = gzip::compressed(&self.content.body)?;
                self.respond(200, &[self.content_type(), GZIP], body)
            }
            Fault::GzipCut => {
                let body = gzip::compressed(&self.content.body)?;
                self.respond(200, &[self.content_type(), GZIP], &body[..body.len() / 2])
            }
            Fault::GzipBad => self.respond(200, &[self.content_type(), GZIP], &self.content.body),
            cut => self.play_cut(cut).map(|()| false),
        }
    }

    /// The faults after which a connection carries nothing more.
    fn play_cut(&self, fault: &Fault) -> Result<()> {
        let body = &self.content.body;
        let length = body.len();
        match fault {
            Fault::Close | Fault::CloseEarly => Ok(()),
            Fault::Reset => self.reset(),
            Fault::ResetBody => self.half().and_then(|()| self.reset()),
            Fault::StallHead => self.hold(),
            Fault::StallBody => self.half().and_then(|()| self.hold()),
            Fault::SlowHead => self.trickle([OK].into_iter().chain(std::iter::repeat("a")), TICK),
            Fault::Drip => self.slowly(1_000_000, std::iter::repeat(b' '), Duration::from_secs(1)),
            Fault::SlowBody => self.slowly(length, body.bytes(), TICK),
            Fault::HalfHead => self.write("HTTP/1.1 200 OK\r\ncontent-"),
            Fault::NotHttp => self.write("220 mail.example.test ESMTP\r\n\r\n"),
            Fault::BadStatus => self.write("HTTP/1.1 fine OK\r\ncontent-length: 0\r\n\r\n"),
            Fault::BigHeader(size) => self.framed(&format!("x-big: {}", "a".repeat(*size)), body),
            Fault::ManyHeaders(count) => {
                let fields: Vec<String> = (0..*count).map(|number| format!("x-{number}: a")).collect();
                self.framed(&fields.join("\r\n"), body)
            }
            Fault::InformationalEndless => self.trickle(INTERIM.iter().cycle(), TICK),
            Fault::Short => self.stated(length, &body[..length - 1]),
            Fault::Long => self.stated(length, &format!("{body}{OK}x-smuggled: 1\r\n\r\n")),
            Fault::TwoLengths => self.framed(&format!("content-length: {length}\r\ncontent-length: 1"), body),
            Fault::NoLength => self.framed("connection: close", body),
            Fault::Chunked => self.chunks(&format!("{}0\r\nx-trailer: 1\r\n\r\n", self.chunked())),
            Fault::CutChunk => self.chunks(&self.chunked()),
            Fault::BadChunk => self.chunks(&format!("{}few\r\n", self.chunked())),
            Fault::Huge(size) => self.stated(*size, "").and_then(|()| self.blanks(*size)),
            Fault::Endless => self
                .framed("connection: close", "")
                .and_then(|()| self.blanks(usize::MAX)),
            Fault::GzipBomb(size) => self.compressed(|connection| gzip::zeros(*size, connection)),
            Fault::GzipEndless => self.compressed(|connection| gzip::zeros(usize::MAX, connection)),
            Fault::GzipSilent => self.compressed(|connection| gzip::silence(connection)),
            // Those that `play` has played.
            Fault::Sound | Fault::Status(_) | Fault::RetryAfter(..) | Fault::ErrorResponse(..) | Fault::Body(_) => {
                Ok(())
            }
            Fault::Redirect(..) | Fault::Informational(_) | Fault::Gzip | Fault::GzipCut | Fault::GzipBad => Ok(()),
            Fault::Coded(..) => Ok(()),
            Fault::Bom | Fault::Latin1 | Fault::DuplicateKeys | Fault::Nul | Fault::NulAfter | Fault::Deep(_) => Ok(()),
            Fault::Html200 | Fault::Empty200 | Fault::WrongShape200 | Fault::NoContent204 => Ok(()),
        }
    }

    fn write(&self, bytes: impl AsRef<[u8]>) -> Result<()> {
        let mut connection = self.connection;
        connection.write_all(bytes.as_ref())
    }

    const fn content_type(&self) -> (&'static str, &'static str) {
        ("content-type", self.content.media_type)
    }

    fn ok(&self, body: impl AsRef<[u8]>) -> Result<bool> {
        self.respond(200, &[self.content_type()], body)
    }

    /// A whole response, with its length.
    fn respond(&self, status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Result<bool> {
        let body = body.as_ref();
        let mut head = format!("HTTP/1.1 {status} \r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        // In one piece: a client that has read the head may close before the rest is written.
        self.write([head.as_bytes(), b"\r\n", body].concat())?;
        Ok(true)
    }

    /// A head with these fields, and then this much of a body, whatever the fields say.
    fn framed(&self, fields: &str, body: &str) -> Result<()> {
        self.write(format!(
            "{OK}content-type: {}\r\n{fields}\r\n\r\n{body}",
            self.content.media_type
        ))
    }

    fn stated(&self, length: usize, body: &str) -> Result<()> {
        self.framed(&format!("content-length: {length}"), body)
    }

    fn half(&self) -> Result<()> {
        let body = &self.content.body;
        self.stated(body.len(), &body[..body.len() / 2])
    }

    fn slowly(&self, length: usize, body: impl Iterator<Item = u8>, pause: Duration) -> Result<()> {
        self.stated(length, "")?;
        self.trickle(body.map(|byte| [byte]), pause)
    }

    fn compressed(&self, write: impl FnOnce(&TcpStream) -> Result<()>) -> Result<()> {
        self.framed("content-encoding: gzip\r\nconnection: close", "")?;
        write(self.connection)
    }

    fn chunks(&self, chunks: &str) -> Result<()> {
        self.framed("transfer-encoding: chunked", chunks)
    }

    /// The body in chunks of a byte each; the content is ASCII.
    fn chunked(&self) -> String {
        let bytes = self.content.body.chars();
        bytes.map(|byte| format!("1;extension=\"1\"\r\n{byte}\r\n")).collect()
    }

    fn location(&self, target: Target) -> String {
        match target {
            Target::Itself => format!("http://{}{}", self.here, self.target),
            Target::Other => format!("http://{}{}", self.other, self.target),
            Target::Host(name) => format!("https://{name}{}", self.target),
            Target::Loop => format!("{}/on", self.target),
        }
    }

    /// The members of the content, without its braces.
    fn members(&self) -> &str {
        let body = self.content.body.trim();
        body.strip_prefix('{')
            .and_then(|body| body.strip_suffix('}'))
            .unwrap_or_default()
    }

    fn with_member(&self, member: &[u8]) -> Vec<u8> {
        [b"{", member, b",", self.members().as_bytes(), b"}"].concat()
    }

    fn blanks(&self, count: usize) -> Result<()> {
        let mut source = std::io::repeat(b' ').take(count as u64);
        std::io::copy(&mut source, &mut &*self.connection).map(drop)
    }

    fn trickle(&self, pieces: impl Iterator<Item = impl AsRef<[u8]>>, pause: Duration) -> Result<()> {
        for piece in pieces {
            self.write(piece)?;
            if !self.wait(pause)? {
                break;
            }
        }
        Ok(())
    }

    /// Says nothing more until the client goes.
    fn hold(&self) -> Result<()> {
        while self.wait(Duration::from_secs(60))? {}
        Ok(())
    }

    /// Waits; whether the client is still there.
    fn wait(&self, pause: Duration) -> Result<bool> {
        let mut connection = self.connection;
        connection.set_read_timeout(Some(pause))?;
        match connection.read(&mut [0]) {
            Ok(count) => Ok(count > 0),
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut => Ok(true),
                _ => Ok(false),
            },
        }
    }

    /// Makes the end of the connection, which follows, a reset.
    fn reset(&self) -> Result<()> {
        socket2::SockRef::from(self.connection).set_linger(Some(Duration::ZERO))
    }
}
