//! Give credentials, renew tokens, choose another address or proxy.
//!
//! # From the environment, or by hand
//!
//! | | `from_env` reads | builder |
//! |---|---|---|
//! | Kathan | `KATHAN_API_KEY` and `KATHAN_USER_ID`, both needed; `KATHAN_BASE_URL` | `bearer_auth`, `user_id` |
//! | Sippet | `SIPPET_TOKEN` and `SIPPET_API_KEY`, each where it is set; `SIPPET_BASE_URL` | `bearer_auth`, `api_key` |
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
//! The builder takes the environment's part too, and all else beside it. A
//! variable that is missing or empty changes nothing.
//!
//! ```
//! # fn main() -> Result<(), callspec::BuildError> {
//! use std::time::Duration;
//!
//! use callspec::kathan::Client;
//!
//! let kathan = Client::builder()
//! #   .bearer_auth("key").user_id("user")
//!     .credentials_from_env()
//!     .base_url_from_env() // KATHAN_BASE_URL
//!     .timeout(Duration::from_secs(20))
//!     .build()?;
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
//! # Tokens by OAuth 2.0
//!
//! A document with a scheme of the type `oauth2` gives its builder setters for
//! these: of the client's own credentials, such as
//! `oauth_client_credentials(id, secret)`, and of any
//! [`OAuth2`](crate::core::OAuth2) grant, such as `oauth_grant`. The token endpoint is
//! asked over the client's own transport; what it says is the call's error. Where a
//! refresh token is good for one use, `on_refresh_token` of the grant is given each
//! new one, so that it can be kept.
//! Neither Kathan nor Sippet documents such a scheme.
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
//!
//! # A company's proxy and certificates
//!
//! ```
//! # fn main() -> Result<(), callspec::BuildError> {
//! # const PEM: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/faults/certificates/client.pem"));
//! # let (root, own) = (PEM, PEM);
//! use callspec::core::Network;
//! use callspec::kathan::Client;
//!
//! let network = Network::builder()
//!     .root_certificate(root) // PEM, beside those of the system
//!     .client_certificate(own) // PEM: chain and private key
//!     .proxy("http://proxy.example.com:3128")
//!     .no_proxy("internal.example.com");
//! let kathan = Client::builder()
//!     .bearer_auth("sk_live_example")
//!     .user_id("user_123")
//!     .network(network)
//!     .build()?;
//! # Ok(())
//! # }
//! ```
//!
//! [`NetworkBuilder`](crate::core::NetworkBuilder) has the other settings, and
//! [`Network::with_client`](crate::core::Network::with_client) takes a client of
//! reqwest. What cannot be used is an error of `build`.
