//! Spans, by OpenTelemetry's names for HTTP clients: one per call, and in it one per attempt. No body, no credential, no
//! path parameter and no query value is in them. Without the feature `tracing` all of this is nothing.

use crate::client::Inner;
use crate::error::Failure;
use crate::operation::OperationInfo;
use crate::reply::Reply;

/// A span, or nothing.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    inner: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn call(client: &Inner, operation: &OperationInfo) -> Self {
        let inner = tracing::info_span!(
            "call",
            otel.kind = "client",
            api = client.api.name,
            operation = operation.id,
            http.request.method = operation.method.as_str(),
            url.template = operation.path,
            server.address = client.base_url.host(),
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        Self { inner }
    }

    pub(crate) fn attempt(retries: u32) -> Self {
        let inner = tracing::debug_span!(
            "attempt",
            http.request.resend_count = retries,
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        Self { inner }
    }

    pub(crate) async fn around<F: Future>(&self, step: F) -> F::Output {
        tracing::Instrument::instrument(step, self.inner.clone()).await
    }

    pub(crate) fn status(&self, status: http::StatusCode) {
        self.inner.record("http.response.status_code", status.as_u16());
    }

    pub(crate) fn failed(&self, kind: &str) {
        self.inner.record("error.type", kind);
    }

    fn retried(&self, retries: u32) {
        self.inner.record("http.request.resend_count", retries);
    }
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same calls as with the feature")]
impl Span {
    pub(crate) const fn call(_client: &Inner, _operation: &OperationInfo) -> Self {
        Self {}
    }

    pub(crate) const fn attempt(_retries: u32) -> Self {
        Self {}
    }

    pub(crate) async fn around<F: Future>(&self, step: F) -> F::Output {
        step.await
    }

    pub(crate) const fn status(&self, _status: http::StatusCode) {}

    pub(crate) const fn failed(&self, _kind: &str) {}

    const fn retried(&self, _retries: u32) {}
}

impl Span {
    /// Notes how a call ended.
    pub(crate) fn end(&self, outcome: &Result<Reply, Failure>) {
        match outcome {
            Ok(reply) => {
                self.status(reply.head.status);
                self.retried(reply.head.retries);
                if reply.head.status.as_u16() >= 400 {
                    self.failed(reply.head.status.as_str());
                }
            }
            Err(failure) => {
                if let Some(status) = failure.status() {
                    self.status(status);
                }
                self.failed(failure.kind());
            }
        }
    }
}

#[cfg(test)]
#[cfg(feature = "tracing")]
mod tests;
