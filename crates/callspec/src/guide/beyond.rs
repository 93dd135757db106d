//! Call what is not documented: another endpoint, a parameter or member in beta, an address in a response.
//!
//! # An endpoint
//!
//! `request` of a client sends what no method does: to the client's address,
//! with all credentials that it holds, its limits and its retries. The path is
//! a template; what stands in its braces is escaped, or refused, as the ids of
//! operations are. [`RawRequest`](crate::core::RawRequest) has the rest.
//!
//! ```
//! use callspec::kathan::{Client, Method};
//! use callspec::testing::{Answer, InMemory};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! let path = "/calls/{call_id}/tags";
//! let tags = Answer::json(200, &["sales", "urgent"]);
//! let server = InMemory::new().answer_request(Method::POST, path, tags);
//! let kathan = Client::builder()
//!     .bearer_auth("sk_live_example")
//!     .user_id("user_123")
//!     .transport(server.clone())
//!     .build()?;
//!
//! let tags: Vec<String> = kathan
//!     .request(Method::POST, path)
//!     .path("call_id", "call_123")
//!     .query("limit", 10)
//!     .json(&["urgent"])
//!     .send()
//!     .await?;
//! assert_eq!(tags, ["sales", "urgent"]);
//! assert_eq!(server.sent()[0].path(), "/calls/call_123/tags");
//! # Ok(())
//! # }
//! ```
//!
//! `send_bytes` reads any body. A status outside 2xx is
//! [`Error::Unexpected`](crate::Error::Unexpected).
//!
//! # A parameter, a header, a member of the body
//!
//! Every call has `extra_query`, `header` and `extra_body`. Each takes the
//! place of what the call has of that name. In JSON:API, members belong to the
//! attributes, which a JSON pointer says:
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::testing::{Answer, InMemory};
//! use callspec::sippet::calls::UpdateCall;
//! use callspec::sippet::{Client, models::CallAttributesUpdate};
//!
//! # let server = InMemory::new().answer::<UpdateCall>(Answer::new(503));
//! # let sippet = Client::builder().bearer_auth("token").transport(server.clone());
//! # let sippet = sippet.retry(callspec::Retry::none()).build()?;
//! let changes = CallAttributesUpdate::new().status("completed");
//! let call = sippet
//!     .update_call("c1", changes)
//!     .extra_query("beta", true)
//!     .extra_body("/data/attributes/rating", 5)
//!     .send()
//!     .await;
//! # assert!(call.is_err());
//! # let sent = &server.sent()[0];
//! # assert_eq!((sent.query(), &sent.json()["data"]["attributes"]["rating"]), ("beta=true", &5.into()));
//! # Ok(())
//! # }
//! ```
//!
//! # An address in a response
//!
//! `download` fetches what an address leads to, and follows redirections.
//! Credentials go to the API's own origin alone, and other origins have to be
//! `https:`: see [`Download`](crate::core::Download). [`streams`](super::streams)
//! saves what is large.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::Client;
//! use callspec::testing::{Answer, InMemory};
//!
//! let storage = "https://files.example.com/r";
//! let server = InMemory::new()
//!     .answer_download(Answer::new(302).header("location", storage))
//!     .answer_download(Answer::new(200).body("RIFF"));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! let recording = kathan
//!     .download("/recordings/call_123")
//!     .body_limit(200 << 20)
//!     .await?;
//! assert_eq!(&recording[..], b"RIFF");
//!
//! let sent = server.sent();
//! assert!(sent[0].header("authorization").is_some());
//! assert!(sent[1].header("authorization").is_none());
//! # Ok(())
//! # }
//! ```
