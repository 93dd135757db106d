//! An in-memory transport, for tests of code that uses a client. In: a response per operation, or the examples of a document.
//! Out: the requests that were sent. It needs no server, no runtime and no network, and it fails closed: a call it has no
//! answer for is an error.
//!
//! ```
//! # use callspec_core::{Api, ClientBuilder, Error, InvalidRequest, Method, Operation, OperationInfo, Reply, Request};
//! # struct GetCall { exchange: callspec_core::Exchange }
//! # impl Operation for GetCall {
//! #     type Output = String;
//! #     type Error = ();
//! #     const INFO: &'static OperationInfo =
//! #         &OperationInfo { id: "get_call", method: Method::GET, path: "/call", security: &[] };
//! #     fn request(self) -> Result<Request, InvalidRequest> { Request::new(Self::INFO).finish() }
//! #     fn decode(reply: Reply) -> Result<String, Error<()>> { reply.json() }
//! # }
//! # callspec_core::operation!(GetCall => String, ());
//! # static API: Api = Api { name: "sample", version: "0", base_url: Some("https://api.example.test"), schemes: &[], required: &[] };
//! use callspec_core::testing::InMemory;
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let server = InMemory::new().respond::<GetCall>(&"queued".to_owned());
//! let client = ClientBuilder::new(&API).transport(server.clone()).build()?;
//!
//! assert_eq!(GetCall { exchange: client.exchange() }.send().await?, "queued");
//! assert_eq!(server.sent()[0].path(), "/call");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod documented;
mod example;
mod literal;
mod recognise;
mod steps;
#[cfg(test)]
mod tests;
mod time;

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Uri};
use serde::Serialize;

use crate::body::Body;
use crate::error::TransportError;
use crate::info::OperationInfo;
use crate::method::Method;
use crate::operation::Operation;
use crate::transport::{Attempt, Exchanged, Transport};

pub use answer::Answer;
pub use documented::Documented;
pub use example::Example;
pub use time::{FixedDice, ManualClock};

/// What answers a request.
type Responder = Arc<dyn Fn(&Sent) -> Result<Answer, TransportError> + Send + Sync>;

/// A transport that answers from memory. Clones share responses and requests.
#[derive(Clone, Default)]
pub struct InMemory {
    state: Arc<Mutex<State>>,
    document: Option<&'static Documented>,
}

/// Id, method and path template of an operation.
type Known = (&'static str, Method, &'static str);

fn known(operation: &OperationInfo) -> Known {
    (operation.id, operation.method, operation.path)
}

#[derive(Default)]
struct State {
    /// By operation. The last responder of an operation stays.
    responders: Vec<(Known, VecDeque<Responder>)>,
    sent: Vec<Sent>,
}

impl InMemory {
    /// A transport without any response.
    pub fn new() -> Self {
        Self::default()
    }

    /// A transport that answers each operation of a document with the example of its first success, its declared headers
    /// included. `testing::documented()` of a generated client gives one.
    ///
    /// * The example is that of the response, else that of its schema, else one that is put together: what is required, and
    ///   what else has an example, each with its `example`, `default`, constant or first value of an `enum`. Nothing is made
    ///   up: where a text or a number has to be there of which the document names none, or no end is in sight, the call
    ///   fails and names the operation.
    /// * Of several media types, that which the request accepts first is given.
    /// * Operations are recognised as a server recognises them, by method and path, so that calls by
    ///   [`request`](crate::Client::request) are too. A request that is none of the document fails.
    /// * What else is said of an operation, by [`answer_documented`](Self::answer_documented) or
    ///   [`respond`](Self::respond) and its kin, goes before its example.
    pub fn documented(document: &'static Documented) -> Self {
        Self {
            document: Some(document),
            ..Self::default()
        }
    }

    /// Answers an operation with 200 and this output, in JSON.
    ///
    /// Several responses to one operation are given in order; the last is given again.
    #[must_use]
    pub fn respond<O: Operation>(self, output: &O::Output) -> Self
    where
        O::Output: Serialize,
    {
        self.answer::<O>(Answer::json(200, output))
    }

    /// Answers an operation with this status, these headers and this body.
    #[must_use]
    pub fn answer<O: Operation>(self, answer: Answer) -> Self {
        self.respond_with::<O>(move |_| Ok(answer.clone()))
    }

    /// Answers an operation as its document shows the response of this status, such as an error.
    ///
    /// The call fails where the transport is not [`documented`](Self::documented), or the document shows no such response.
    #[must_use]
    pub fn answer_documented<O: Operation>(self, status: u16) -> Self {
        let document = self.document;
        self.respond_with::<O>(move |sent| match document {
            Some(document) => document.answer(O::INFO, Some(status), &sent.headers),
            None => Err(TransportError::refused(
                "the in-memory transport was made without a document",
            )),
        })
    }

    /// Answers an operation by what was sent.
    ///
    /// An error of the closure is what the client sees of the network.
    #[must_use]
    pub fn respond_with<O: Operation>(
        self,
        responder: impl Fn(&Sent) -> Result<Answer, TransportError> + Send + Sync + 'static,
    ) -> Self {
        self.push(known(O::INFO), Arc::new(responder));
        self
    }

    /// Answers a call that the document does not have, by its method and its path template.
    #[must_use]
    pub fn answer_request(self, method: Method, path: &'static str, answer: Answer) -> Self {
        self.push((crate::raw::ID, method, path), Arc::new(move |_| Ok(answer.clone())));
        self
    }

    /// Answers a download, whatever its address; each redirection takes the next answer.
    #[must_use]
    pub fn answer_download(self, answer: Answer) -> Self {
        self.push(
            (crate::download::ID, Method::GET, crate::download::PATH),
            Arc::new(move |_| Ok(answer.clone())),
        );
        self
    }

    /// The requests that were sent so far, answered or not, each attempt by itself.
    pub fn sent(&self) -> Vec<Sent> {
        self.lock().sent.clone()
    }

    fn push(&self, operation: Known, responder: Responder) {
        let responders = &mut self.lock().responders;
        match responders.iter_mut().find(|(known, _)| *known == operation) {
            Some((_, queue)) => queue.push_back(responder),
            None => responders.push((operation, VecDeque::from([responder]))),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was said of an operation.
    fn next(&self, operation: &'static OperationInfo) -> Option<Responder> {
        let mut state = self.lock();
        let sought = known(operation);
        let (_, queue) = state.responders.iter_mut().find(|(known, _)| *known == sought)?;
        match queue.len() {
            0 | 1 => queue.front().cloned(),
            _ => queue.pop_front(),
        }
    }

    /// The answer to a request of which nothing was said.
    fn example(&self, sent: &Sent) -> Result<Answer, TransportError> {
        match self.document {
            Some(document) if sent.operation.id != crate::download::ID => document.answer_to(sent),
            _ => {
                let operation = sent.operation;
                let message = format!("the in-memory transport has no response to {operation}");
                Err(TransportError::refused(message))
            }
        }
    }
}

impl Transport for InMemory {
    fn send<'a>(&'a self, request: http::Request<Body>, attempt: Attempt) -> Exchanged<'a> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let sent = Sent {
                operation: attempt.operation,
                retries: attempt.retries,
                method: parts.method,
                uri: parts.uri,
                headers: parts.headers,
                body: collect(body).await?,
            };
            self.lock().sent.push(sent.clone());
            let answer = match self.next(attempt.operation) {
                Some(responder) => responder(&sent)?,
                None => self.example(&sent)?,
            };
            answer.into_response()
        })
    }
}

/// Reads a request's body to its end.
async fn collect(body: Body) -> Result<Bytes, TransportError> {
    let mut stream = match body {
        Body::Empty => return Ok(Bytes::new()),
        Body::Bytes(bytes) => return Ok(bytes),
        Body::Stream(stream) => stream,
    };
    let mut all = Vec::new();
    while let Some(piece) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        all.extend_from_slice(&piece.map_err(TransportError::broken)?);
    }
    Ok(all.into())
}

impl fmt::Debug for InMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InMemory")
            .field("sent", &self.lock().sent)
            .finish_non_exhaustive()
    }
}

/// A request that an [`InMemory`] was sent.
#[derive(Clone)]
pub struct Sent {
    operation: &'static OperationInfo,
    retries: u32,
    method: http::Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Sent {
    /// The operation.
    pub const fn operation(&self) -> &'static OperationInfo {
        self.operation
    }

    /// 0 for the first attempt of a call, 1 for its first retry.
    pub const fn retries(&self) -> u32 {
        self.retries
    }

    /// The method.
    pub const fn method(&self) -> &http::Method {
        &self.method
    }

    /// The address.
    pub const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path, as it was encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The query without its `?`, as it was encoded; empty if there is none.
    pub fn query(&self) -> &str {
        self.uri.query().unwrap_or_default()
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as text, credentials included.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
    }

    /// The body.
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; `null` if it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Prints neither credentials nor query nor body.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.method, self.uri.path(), self.body.len())
    }
}
