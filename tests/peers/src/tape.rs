//! A tape of a conversation. In: the exchanges of a client. Out: the responses, as recordings.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use callspec_core::{Attempt, Body, Exchanged, Middleware, Next, TransportError, http};

use crate::Response;
use crate::recording::{self, Recording};

/// Records what a peer answers to the clients that it is added to, under the name of a test.
#[derive(Clone, Debug)]
pub struct Tape {
    peer: &'static str,
    test: &'static str,
    responses: Arc<Mutex<Vec<Recording>>>,
}

impl Tape {
    /// An empty tape.
    pub fn new(peer: &'static str, test: &'static str) -> Self {
        Self {
            peer,
            test,
            responses: Arc::default(),
        }
    }

    /// The responses so far.
    pub fn responses(&self) -> Vec<Recording> {
        self.lock().clone()
    }

    /// Adds the response to a request that was made by hand, as one to this operation.
    ///
    /// # Errors
    ///
    /// A recording that cannot be written.
    pub fn add(&self, operation: &str, target: &str, response: &Response) -> crate::Result {
        Ok(self.record(Recording {
            operation: operation.to_owned(),
            target: target.to_owned(),
            status: response.status,
            content_type: response.header("content-type").map(str::to_owned),
            body: recording::Body::read(response.body.as_bytes()),
        })?)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Recording>> {
        self.responses.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, recording: Recording) -> Result<(), TransportError> {
        let mut responses = self.lock();
        responses.push(recording);
        recording::keep(self.peer, self.test, &responses).map_err(TransportError::refused)
    }
}

impl Middleware for Tape {
    fn handle<'a>(&'a self, request: http::Request<Body>, attempt: Attempt, next: Next<'a>) -> Exchanged<'a> {
        Box::pin(async move {
            let origin = origin(request.uri());
            let target = request.uri().path_and_query().map(ToString::to_string);
            let (head, body) = next.send(request, attempt).await?.into_parts();
            let body = collect(body).await?;
            // The port is another one each time.
            let text = String::from_utf8_lossy(&body).replace(&origin, "http://peer.test");
            let content_type = head.headers.get(http::header::CONTENT_TYPE);
            self.record(Recording {
                operation: attempt.operation.id.to_owned(),
                target: target.unwrap_or_default(),
                status: head.status.as_u16(),
                content_type: content_type.and_then(|it| it.to_str().ok()).map(str::to_owned),
                body: recording::Body::read(text.as_bytes()),
            })?;
            Ok(http::Response::from_parts(head, Body::from(body)))
        })
    }
}

fn origin(uri: &http::Uri) -> String {
    let authority = uri.authority().map(ToString::to_string);
    format!("http://{}", authority.unwrap_or_default())
}

async fn collect(body: Body) -> Result<Vec<u8>, TransportError> {
    match body {
        Body::Bytes(bytes) => Ok(bytes.to_vec()),
        Body::Stream(mut stream) => {
            let mut collected = Vec::new();
            while let Some(piece) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
                collected.extend_from_slice(&piece.map_err(TransportError::broken)?);
            }
            Ok(collected)
        }
        _ => Ok(Vec::new()),
    }
}
