//! Recipes: what one wants to do, and the code that does it.
//!
//! Every example runs as a test, against a server in memory. Credentials, that
//! server and the checks of what was sent are hidden where they say nothing.
//!
//! | to | see |
//! |---|---|
//! | hang up a call, transfer it warm or cold | [`calls`] |
//! | list with a filter, go through all pages, read related resources | [`lists`] |
//! | tell 401, 404, 422 and 429 apart, use `?` across operations | [`errors`] |
//! | send null or leave a field out, know whether a `PATCH` was carried out | [`patches`] |
//! | set timeouts and limits of size, decide what is tried again | [`limits`] |
//! | upload a file of recipients | [`uploads`] |
//! | save a recording of any size, read events while they arrive | [`streams`] |
//! | give credentials, renew tokens, choose another address | [`credentials`] |
//! | call what is not documented, fetch what an address in a response leads to | [`beyond`] |
//! | test your own code without a network | [`testing`] |
//! | receive events, and know who sent them | [`webhooks`] |
//! | log calls, put something around each attempt | [`tracing`] |
//! | call from a script, without asynchronous code | [`scripts`] |
//! | add a provider | the chapter “Adding a provider” of the project's `README.md` |

#[doc(alias = "raw request")]
#[doc(alias = "undocumented")]
#[doc(alias = "redirect")]
pub mod beyond;
#[doc(alias = "hang up")]
#[doc(alias = "hangup")]
#[doc(alias = "end call")]
#[doc(alias = "transfer")]
pub mod calls;
#[doc(alias = "token")]
#[doc(alias = "api key")]
#[doc(alias = "proxy")]
#[doc(alias = "certificate")]
#[doc(alias = "environment")]
pub mod credentials;
#[doc(alias = "404")]
#[doc(alias = "422")]
#[doc(alias = "429")]
#[doc(alias = "rate limit")]
pub mod errors;
#[doc(alias = "retry")]
#[doc(alias = "timeout")]
pub mod limits;
#[doc(alias = "filter")]
#[doc(alias = "page")]
#[doc(alias = "paging")]
#[doc(alias = "sort")]
pub mod lists;
#[doc(alias = "ambiguous")]
#[doc(alias = "null")]
#[doc(alias = "optional")]
pub mod patches;
#[doc(alias = "blocking")]
pub mod scripts;
#[doc(alias = "download")]
#[doc(alias = "recording")]
#[doc(alias = "server-sent events")]
#[doc(alias = "SSE")]
#[doc(alias = "JSON Lines")]
pub mod streams;
#[doc(alias = "mock")]
#[doc(alias = "in-memory server")]
pub mod testing;
#[doc(alias = "log")]
#[doc(alias = "middleware")]
pub mod tracing;
#[doc(alias = "upload")]
#[doc(alias = "file")]
#[doc(alias = "csv")]
pub mod uploads;
#[doc(alias = "signature")]
#[doc(alias = "hmac")]
#[doc(alias = "event")]
#[cfg(feature = "webhooks")]
pub mod webhooks;
/// Receive webhooks: this page is there where the feature `webhooks` is on, as
/// what it links to is.
#[cfg(not(feature = "webhooks"))]
pub mod webhooks {}
