//! A server that misbehaves on purpose. In: a [`Fault`] per request. Out: what a client sent, byte for byte, on each of
//! two listeners; the second one plays another origin.
//!
//! It writes its responses by hand, because no HTTP library can be made to send broken HTTP, and it knows nothing of the
//! crates under test, so that a fault of theirs cannot hide itself.
//!
//! ```
//! use std::io::{Read, Write};
//!
//! use faults::{Content, Fault, Server};
//!
//! let server = Server::start(Content::json("{}"), [Fault::Short])?;
//! let mut client = std::net::TcpStream::connect(server.address())?;
//! client.write_all(b"GET /calls HTTP/1.1\r\n\r\n")?;
//! let mut response = String::new();
//! client.read_to_string(&mut response)?;
//! assert!(response.contains("content-length: 2\r\n") && response.ends_with("\r\n\r\n{"));
//! assert_eq!(server.journal()[0].target, "/calls");
//! # Ok::<(), std::io::Error>(())
//! ```

mod fault;
mod gzip;
mod request;
mod response;
mod server;

pub use fault::{Content, Fault, Target};
pub use request::Request;
pub use server::Server;
