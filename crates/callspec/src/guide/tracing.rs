//! Log calls with `tracing`; put something of your own around each attempt.
//!
//! # Spans
//!
//! ```toml
//! [dependencies]
//! callspec = { path = "crates/callspec", features = ["tracing"] }
//! tokio = { version = "1", features = ["macros", "rt-multi-thread"] }
//! tracing-subscriber = "0.3"
//! ```
//!
//! The feature `tracing` makes a span per call and one per attempt in it, both
//! of level `info`, with the names of OpenTelemetry's HTTP conventions, and no
//! body, credential, id or query in them. They are spans without events, so a
//! subscriber that writes lines has to be told to write when a span ends:
//!
//! ```
//! # use std::io::Write;
//! # use std::sync::{Arc, Mutex};
//! use callspec::kathan::Client;
//! use tracing_subscriber::fmt::format::FmtSpan;
//!
//! # #[derive(Clone, Default)]
//! # struct Log(Arc<Mutex<Vec<u8>>>);
//! # impl Write for Log {
//! #     fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
//! #         self.0.lock().unwrap().write(bytes)
//! #     }
//! #     fn flush(&mut self) -> std::io::Result<()> { Ok(()) }
//! # }
//! #[tokio::main]
//! async fn main() -> Result<(), callspec::CallError> {
//! #   use callspec::{kathan::{calls::GetCall, models::CallDetail}, testing::InMemory};
//! #   let (log, lines) = { let log = Log::default(); (log.clone(), log) };
//!     tracing_subscriber::fmt()
//!         .with_span_events(FmtSpan::CLOSE)
//! #       .with_ansi(false)
//! #       .with_writer(move || log.clone())
//!         .init();
//! #   #[cfg(any())] // The line that follows is for a program with credentials.
//!     let kathan = Client::from_env()?;
//! #   let server = InMemory::new().respond::<GetCall>(&CallDetail::new("call_123"));
//! #   let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//!
//!     kathan.get_call("call_123").await?;
//! #   let said = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
//! #   assert!(said.contains(r#"url.template="/calls/{call_id}""#), "{said}");
//! #   assert!(said.contains("http.response.status_code=200") && !said.contains("call_123"), "{said}");
//!     Ok(())
//! }
//! ```
//!
//! | field | of |
//! |---|---|
//! | `otel.name`, `operation`, `api` | the call: `get_call`, `kathan` |
//! | `http.request.method`, `url.template` | both: `GET`, `/calls/{call_id}` |
//! | `server.address`, `server.port` | both |
//! | `http.response.status_code`, `error.type` | both, when they end |
//! | `http.request.resend_count` | both, if anything was sent again |
//!
//! # Middleware
//!
//! A [`Middleware`](crate::core::Middleware) stands around each attempt; it
//! sees operation, method, path template and the number of the attempt.
//!
//! ```
//! use std::time::Instant;
//!
//! use callspec::core::{Attempt, Body, Exchanged, Middleware, Next, http};
//! use callspec::kathan::Client;
//!
//! struct Timed;
//!
//! impl Middleware for Timed {
//!     fn handle<'a>(
//!         &'a self,
//!         request: http::Request<Body>,
//!         attempt: Attempt,
//!         next: Next<'a>,
//!     ) -> Exchanged<'a> {
//!         Box::pin(async move {
//!             let start = Instant::now();
//!             let outcome = next.send(request, attempt).await;
//!             let operation = attempt.operation.id;
//!             eprintln!("{operation}: {:?}", start.elapsed());
//! #           LAST.with(|last| last.set(operation));
//!             outcome
//!         })
//!     }
//! }
//! # thread_local! { static LAST: std::cell::Cell<&'static str> = const { std::cell::Cell::new("") }; }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::{kathan::{calls::GetCall, models::CallDetail}, testing::InMemory};
//! # let server = InMemory::new().respond::<GetCall>(&CallDetail::new("call_123"));
//! let kathan = Client::builder()
//!     .bearer_auth("sk_live_example")
//!     .user_id("user_123")
//!     .middleware(Timed)
//! #   .transport(server)
//!     .build()?;
//! # kathan.get_call("call_123").await?;
//! # assert_eq!(LAST.get(), "get_call");
//! # Ok(())
//! # }
//! ```
//!
//! Any other [`Transport`](crate::core::Transport) may take the place of the
//! network, by `transport` of the builder.
