//! Spans, by OpenTelemetry's names for HTTP clients: one per call, and in it one per attempt, which is the HTTP client
//! span of these conventions. No body, no credential, no path parameter and no query value is in them; so `url.full` is
//! left out, which the conventions ask for, and `url.template` stands in its place. Without the feature `tracing` all of
//! this is nothing.

use crate::client::Inner;
use crate::error::Failure;
use crate::head::Head;
use crate::request::Request;

/// A span, or nothing.
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    inner: tracing::Span,
}

#[cfg(feature = "tracing")]
impl Span {
    pub(crate) fn call(client: &Inner, request: &Request) -> Self {
        let operation = request.operation;
        let base = client.base(request.server.as_ref()).ok();
        let inner = tracing::info_span!(
            "call",
            otel.name = operation.id,
            otel.kind = "internal",
            api = client.api.name,
            operation = operation.id,
            http.request.method = operation.method.as_str(),
            url.template = operation.path,
            server.address = base.as_ref().map(|base| base.host()),
            server.port = base.as_ref().map(|base| base.port()),
            http.request.resend_count = tracing::field::Empty,
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        Self { inner }
    }

    pub(crate) fn attempt(client: &Inner, request: &Request, retries: u32) -> Self {
        let operation = request.operation;
        let base = client.base(request.server.as_ref()).ok();
        let inner = tracing::info_span!(
            "attempt",
            otel.name = format_args!("{} {}", operation.method, operation.path),
            otel.kind = "client",
            http.request.method = operation.method.as_str(),
            url.template = operation.path,
            url.scheme = base.as_ref().map(|base| base.scheme()),
            server.address = base.as_ref().map(|base| base.host()),
            server.port = base.as_ref().map(|base| base.port()),
            http.request.resend_count = (retries > 0).then_some(retries),
            http.response.status_code = tracing::field::Empty,
            error.r#type = tracing::field::Empty,
        );
        Self { inner }
    }

    pub(crate) fn around<F: Future>(&self, step: F) -> impl Future<Output = F::Output> + use<F> {
        tracing::Instrument::instrument(step, self.inner.clone())
    }

    fn status(&self, status: http::StatusCode) {
        self.inner.record("http.response.status_code", status.as_u16());
    }

    pub(crate) fn failed(&self, kind: &str) {
        self.inner.record("error.type", kind);
    }

    fn retried(&self, retries: u32) {
        if retries > 0 {
            self.inner.record("http.request.resend_count", retries);
        }
    }
}

#[cfg(not(feature = "tracing"))]
#[expect(clippy::unused_self, reason = "the same calls as with the feature")]
impl Span {
    pub(crate) const fn call(_client: &Inner, _request: &Request) -> Self {
        Self {}
    }

    pub(crate) const fn attempt(_client: &Inner, _request: &Request, _retries: u32) -> Self {
        Self {}
    }

    pub(crate) fn around<F: Future>(&self, step: F) -> impl Future<Output = F::Output> + use<F> {
        step
    }

    const fn status(&self, _status: http::StatusCode) {}

    pub(crate) const fn failed(&self, _kind: &str) {}

    const fn retried(&self, _retries: u32) {}
}

impl Span {
    /// Notes a status; from 400 on it is also the type of the error.
    pub(crate) fn answered(&self, status: http::StatusCode) {
        self.status(status);
        if status.as_u16() >= 400 {
            self.failed(status.as_str());
        }
    }

    /// Notes how a call ended.
    pub(crate) fn end(&self, outcome: Result<&Head, &Failure>) {
        match outcome {
            Ok(head) => {
                self.answered(head.status);
                self.retried(head.past.retries);
            }
            Err(failure) => {
                if let Some(status) = failure.status() {
                    self.status(status);
                }
                self.failed(failure.view().name());
            }
        }
    }
}

#[cfg(feature = "tracing")]
#[cfg(test)]
mod tests;
