//! Handle 401, 404, 422 and 429; use `?` across operations.
//!
//! # Tell the documented refusals apart
//!
//! Each operation has an enum of the error responses that its document names,
//! with their bodies; [`api`](crate::Error::api) gives it.
//!
//! ```
//! use callspec::kathan::Client;
//! use callspec::kathan::calls::GetCallError;
//!
//! async fn describe(kathan: &Client, id: &str) -> String {
//!     let error = match kathan.get_call(id).await {
//!         Ok(call) => return format!("{} is {:?}", call.id, call.status),
//!         Err(error) => error,
//!     };
//!     match error.api() {
//!         Some(GetCallError::Unauthorized(body)) => {
//!             format!("key or user id: {}", body.detail)
//!         }
//!         Some(GetCallError::NotFound(_)) => "no such call".to_owned(),
//!         Some(GetCallError::UnprocessableContent(_)) => {
//!             format!("not valid: {}", error.words())
//!         }
//!         Some(GetCallError::TooManyRequests(_)) => {
//!             format!("wait for {:?}", error.retry_after())
//!         }
//!         _ => error.to_string(),
//!     }
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::{Retry, kathan::calls::GetCall, testing::{Answer, InMemory}};
//! # for (status, body, said) in [
//! #     (401, r#"{"detail": "no"}"#, "key or user id: no"),
//! #     (404, r#"{"detail": "gone"}"#, "no such call"),
//! #     (422, r#"{"detail": [{"loc": ["path", "call_id"], "msg": "too long"}]}"#, "not valid: path.call_id: too long"),
//! #     (429, r#"{"detail": "slow"}"#, "wait for Some(7s)"),
//! #     (500, "", "get_call (GET /calls/{call_id}): 500 Internal Server Error"),
//! # ] {
//! #     let server = InMemory::new().answer::<GetCall>(Answer::new(status).header("retry-after", "7").body(body));
//! #     let client = Client::builder().bearer_auth("key").user_id("user").retry(Retry::none());
//! #     assert_eq!(describe(&client.transport(server).build()?, "call_123").await, said);
//! # }
//! # Ok(())
//! # }
//! ```
//!
//! What is typed differs, as the documents do:
//!
//! | | Kathan | Sippet |
//! |---|---|---|
//! | by status | a variant each for 401, 403, 404 where there is an id, 422 and 429 | one variant, `Default`, for every status |
//! | body | `ErrorDetail` with one text; 422 is `HttpValidationError`: a text, or faults with their places | `ErrorDocument`: a list of errors with `code`, `detail` and `source` |
//! | what no variant has | [`Error::Unexpected`](crate::Error::Unexpected) | the same, where the body is not as documented |
//!
//! At Sippet the status is asked of the error, and the body says more:
//!
//! ```
//! use callspec::sippet::Client;
//! use callspec::sippet::calls::UpdateCallError;
//! use callspec::sippet::models::CallAttributesUpdate;
//!
//! async fn clear_end(sippet: &Client, id: &str) -> Result<(), String> {
//!     let changes = CallAttributesUpdate::new().clear_ended_at();
//!     let error = match sippet.update_call(id, changes).await {
//!         Ok(_) => return Ok(()),
//!         Err(error) if error.is_not_found() => return Err("gone".into()),
//!         Err(error) => error,
//!     };
//!     if let Some(UpdateCallError::Default(body)) = error.api() {
//!         for fault in &body.errors {
//!             let source = fault.source.as_ref();
//!             let pointer = source.and_then(|it| it.pointer.as_deref());
//!             eprintln!("{:?} at {pointer:?}", fault.code);
//!         }
//!     }
//!     Err(error.to_string())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::{sippet::calls::UpdateCall, testing::{Answer, InMemory}};
//! # let fault = serde_json::json!({"errors": [{"code": "invalid", "detail": "no", "source": {"pointer": "/data"}}]});
//! # let server = InMemory::new()
//! #     .answer::<UpdateCall>(Answer::json(404, &serde_json::json!({"errors": []})))
//! #     .answer::<UpdateCall>(Answer::json(400, &fault));
//! # let sippet = Client::builder().bearer_auth("token").transport(server).build()?;
//! # assert_eq!(clear_end(&sippet, "c1").await.unwrap_err(), "gone");
//! # assert!(clear_end(&sippet, "c1").await.unwrap_err().ends_with("400 Bad Request: /data: no"));
//! # Ok(())
//! # }
//! ```
//!
//! # One error for all operations
//!
//! `?` makes a [`CallError`](crate::CallError) of the error of any operation,
//! and of a client that could not be built. It can be asked the same questions,
//! and still has the typed response.
//!
//! ```
//! use callspec::CallError;
//! use callspec::kathan::Client;
//! use callspec::kathan::calls::UpdateCallError;
//! use callspec::kathan::models::{CallAction, UpdateCallRequest};
//!
//! async fn hang_up_all(kathan: &Client) -> Result<(), CallError> {
//!     for call in kathan.list_calls().await? {
//!         let hang_up = UpdateCallRequest::new().action(CallAction::Hangup);
//!         let answer = kathan.update_call(call.id, hang_up).await;
//!         match answer.map_err(CallError::from) {
//!             Ok(call) => println!("{} is {:?}", call.id, call.status),
//!             Err(error) if error.is_not_found() => println!("it is gone"),
//!             Err(error) => match error.api() {
//!                 Some(UpdateCallError::TooManyRequests(_)) => {
//!                     println!("wait for {:?}", error.retry_after());
//!                 }
//!                 _ => return Err(error),
//!             },
//!         }
//!     }
//!     Ok(())
//! }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), CallError> {
//! # use callspec::{kathan::calls::{ListCalls, UpdateCall}, kathan::models::{Call, CallWithTranscript}};
//! # use callspec::testing::{Answer, InMemory};
//! # let server = InMemory::new()
//! #     .respond::<ListCalls>(&["a", "b", "c", "d"].map(CallWithTranscript::new).to_vec())
//! #     .respond::<UpdateCall>(&Call::new("a"))
//! #     .answer::<UpdateCall>(Answer::new(404))
//! #     .answer::<UpdateCall>(Answer::json(429, &serde_json::json!({"detail": "slow"})))
//! #     .answer::<UpdateCall>(Answer::new(401));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server.clone()).build()?;
//! # assert!(hang_up_all(&kathan).await.unwrap_err().is_unauthorized());
//! # assert_eq!(server.sent().len(), 5);
//! # Ok(())
//! # }
//! ```
//!
//! # What every error can be asked
//!
//! | question | of |
//! |---|---|
//! | [`is_unauthorized`](crate::Error::is_unauthorized), [`is_not_found`](crate::Error::is_not_found), [`is_rate_limited`](crate::Error::is_rate_limited) and their kin | the status, documented or not |
//! | [`words`](crate::Error::words) | what the server says is wrong, fault by fault, whatever the shape of the body |
//! | [`retry_after`](crate::Error::retry_after), [`rate_limit`](crate::Error::rate_limit) | when to call again |
//! | [`is_retryable`](crate::Error::is_retryable) | whether the same call may safely be made again |
//! | [`may_have_been_carried_out`](crate::Error::may_have_been_carried_out) | whether it may have had its effect: see [`patches`](super::patches) |
//! | [`is_timeout`](crate::Error::is_timeout), [`is_connect`](crate::Error::is_connect) | the network |
//! | [`request_id`](crate::Error::request_id) | what to name to the provider's support |
//!
//! The text of an error has the operation, the status and the server's words;
//! it never has a body or a credential.
//!
//! # Headers of a response
//!
//! `send_raw` gives status and headers beside the value. What the document
//! declares has a typed key in the client's module `headers`;
//! [`Response::get`](crate::Response::get) and
//! [`Error::get`](crate::Error::get) take it.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::{Client, credits::GetCreditBalance};
//! # use callspec::testing::{Answer, InMemory};
//! use callspec::kathan::headers::X_RATE_LIMIT_REMAINING;
//!
//! # let answer = Answer::new(200).header("X-RateLimit-Remaining", "99").body("{}");
//! # let server = InMemory::new().answer::<GetCreditBalance>(answer);
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//! let response = kathan.get_credit_balance().send_raw().await?;
//! println!("{:?} calls left", response.get(X_RATE_LIMIT_REMAINING));
//! # assert_eq!(response.get(X_RATE_LIMIT_REMAINING), Some(99));
//! println!("{:?}", response.value());
//! # Ok(())
//! # }
//! ```
//!
//! # What a response has besides
//!
//! A member that this version does not know is in the field `other` of the
//! object that it came in; what is received and sent, sends it back. The bytes
//! that a value was read from are [`Response::body`](crate::Response::body).
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::kathan::{Client, calls::GetCall};
//! # use callspec::testing::{Answer, InMemory};
//! # let body = r#"{"id": "call_123", "rating": 5}"#;
//! # let server = InMemory::new().answer::<GetCall>(Answer::new(200).body(body));
//! # let kathan = Client::builder().bearer_auth("key").user_id("user").transport(server).build()?;
//! let response = kathan.get_call("call_123").send_raw().await?;
//! if let Some(rating) = response.value().other.get("rating") {
//!     println!("rated {rating}");
//! }
//! println!("{} bytes", response.body().len());
//! # assert_eq!(response.value().other["rating"], 5);
//! # assert_eq!(response.body(), body);
//! # Ok(())
//! # }
//! ```
