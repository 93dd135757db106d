//! Read a response while it arrives: save a recording of any size, follow events.
//!
//! # Save a recording
//!
//! A call names where its recording is. `stream` returns once the head of the
//! response is there, and `write_to` writes what comes. The limit of 16 MiB for
//! a body does not hold here, and the limit of a call's time ends with the head.
//!
//! ```
//! use callspec::kathan::Client;
//! use std::io::Write;
//!
//! type Failure = Box<dyn std::error::Error>;
//!
//! async fn save(
//!     kathan: &Client,
//!     url: &str,
//!     file: impl Write,
//! ) -> Result<u64, Failure> {
//!     let recording = kathan.download(url).stream().await?;
//!     Ok(recording.write_to(file).await?)
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Failure> {
//! # use callspec::testing::{Answer, InMemory};
//! # let megabyte = vec![0; 1 << 20];
//! # let answer = (0..20).fold(Answer::new(200), |answer, _| answer.piece(megabyte.clone()));
//! # let server = InMemory::new().answer_download(answer);
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//! # let mut file = Vec::new();
//! # assert_eq!(save(&kathan, "https://files.example.test/a.mp3", &mut file).await?, 20 << 20);
//! # Ok(())
//! # }
//! ```
//!
//! Where the connection breaks, the rest is asked for by `Range`, as often as
//! the client's `Retry` says, if the server names a length and a strong `ETag`
//! and says `Accept-Ranges: bytes`. For an asynchronous file take the pieces
//! one by one:
//!
//! ```
//! # use callspec::kathan::Client;
//! # async fn save(kathan: &Client, url: &str, mut file: tokio::io::DuplexStream) -> Result<(), Box<dyn std::error::Error>> {
//! use tokio::io::AsyncWriteExt;
//!
//! let mut recording = kathan.download(url).stream().await?;
//! while let Some(piece) = recording.next().await {
//!     file.write_all(&piece?).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Events and lines
//!
//! A request of a generated client has `stream` where the document has server-sent
//! events, JSON Lines, a JSON text sequence or bytes; `send` still reads the
//! whole response, up to the client's limit. Neither Kathan nor Sippet
//! documents events; this is how those of another provider read:
//!
//! ```ignore
//! // Errors of the call are typed as ever.
//! let mut events = acme.chat(body).stream().await?;
//! while let Some(event) = events.next().await {
//!     // The item that the document describes.
//!     print!("{}", event?.data().text);
//! }
//! ```
//!
//! * An item that is not as documented is `Error::Decode`, and those after it
//!   follow.
//! * Where the response breaks off, the error is `Error::Transport` or
//!   `Error::Timeout` with the status: the call itself succeeded.
//! * `events.reconnect()` makes a `GET` again where its response ends, with
//!   `Last-Event-ID`, as browsers do.
//! * The server may be silent for as long as `read_timeout` says.
//! * `stream_blocking` gives an iterator.
//!
//! In tests the server answers piece by piece:
//!
//! ```
//! use callspec::testing::Answer;
//! use std::time::Duration;
//!
//! let answer = Answer::new(200)
//!     .event(&"Hello")
//!     .pause(Duration::from_millis(5))
//!     .event(&"again")
//!     .break_off();
//! # let _ = answer;
//! ```
