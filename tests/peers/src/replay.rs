//! A recording as a server. In: whatever a client sends. Out: the recorded answer.

use callspec_core::{Attempt, Body, Exchanged, Transport, TransportError, http};

use crate::Recording;

/// A transport that gives one answer.
#[derive(Clone, Debug)]
pub struct Replay(pub Recording);

impl Transport for Replay {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Attempt) -> Exchanged<'a> {
        Box::pin(async {
            let mut response = http::Response::builder().status(self.0.status);
            if let Some(content_type) = &self.0.content_type {
                response = response.header(http::header::CONTENT_TYPE, content_type);
            }
            response
                .body(Body::from(self.0.body.to_bytes()))
                .map_err(TransportError::broken)
        })
    }
}
