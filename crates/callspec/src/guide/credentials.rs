//! Give credentials, renew tokens, choose another address or proxy.
//!
//! # From the environment, or by hand
//!
//! | | `from_env` reads | builder |
//! |---|---|---|
//! | Kathan | `KATHAN_API_KEY` and `KATHAN_USER_ID`, both needed | `bearer_auth`, `user_id` |
//! | Sippet | `SIPPET_TOKEN` and `SIPPET_API_KEY`, each where it is set | `bearer_auth`, `api_key` |
//!
//! ```
//! # fn main() -> Result<(), callspec::BuildError> {
//! use callspec::{kathan, sippet};
//!
//! # let (api_key, user_id, token) = ("hidden-key", "hidden-user", "hidden-token");
//! let kathan = kathan::Client::builder()
//!     .bearer_auth(api_key)
//!     .user_id(user_id)
//!     .build()?;
//! let sippet = sippet::Client::builder().bearer_auth(token).build()?;
//! # assert!(!format!("{kathan:?} {sippet:?}").contains("hidden"));
//! # assert!(sippet::Client::builder().bearer_auth("Bearer c").build().is_err());
//! # Ok(())
//! # }
//! ```
//!
//! A token is given by itself: one that begins with `Bearer` is refused.
//! Credentials are never printed, not by `Debug`, not in errors, not in spans.
//!
//! # Tokens that expire
//!
//! A [`TokenProvider`](crate::core::TokenProvider) is asked once however many
//! calls need a token, again before the token ends, and after a 401.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//!
//! use callspec::core::{BoxFuture, Token, TokenProvider, types::StreamError};
//! use callspec::sippet::Client;
//!
//! struct Login;
//!
//! impl TokenProvider for Login {
//!     fn token(&self) -> BoxFuture<'_, Result<Token, StreamError>> {
//!         Box::pin(async {
//!             let end = SystemTime::now() + Duration::from_secs(3600);
//!             Ok(Token::new("from the login").expires(end))
//!         })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), callspec::CallError> {
//! # use callspec::{jsonapi::Document, sippet::calls::ListCalls};
//! # let server = callspec::testing::InMemory::new().respond::<ListCalls>(&Document::new(Vec::new()));
//! let sippet = Client::builder()
//! #   .transport(server.clone())
//!     .bearer_auth_provider(Login)
//!     .build()?;
//! # sippet.list_calls().await?;
//! # assert_eq!(server.sent()[0].header("authorization"), Some("Bearer from the login"));
//! # Ok(())
//! # }
//! ```
//!
//! # Addresses and proxies
//!
//! `base_url` of the builder sets where the API is; a path in it is kept, and
//! user, query and fragment are refused. `http:` is refused for any host but
//! this machine unless `allow_http` is set. An id that is empty, `.` or `..`,
//! in whatever spelling, is refused before anything is sent; all else is
//! escaped. Redirections are not followed.
//!
//! The proxies that the environment names are used, but never for this machine:
//! see [`Network`](crate::core::Network).
