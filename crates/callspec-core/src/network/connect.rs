//! How long a connection may take. In: a limit that goes with a call. Out: reqwest's connector, held to it.
//!
//! reqwest has one limit per client, but a call may have its own. The limit is in the task that makes the call, which is
//! where the connector is asked.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use callspec_types::StreamError;
use tower_layer::Layer;
use tower_service::Service;

tokio::task_local! {
    static LIMIT: Option<Duration>;
}

/// Makes a call whose connection, if it needs one, may take so long.
pub(super) async fn within<F: Future>(limit: Option<Duration>, call: F) -> F::Output {
    LIMIT.scope(limit, call).await
}

/// Puts the limit around a connector.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit;

impl<S> Layer<S> for Limit {
    type Service = Limited<S>;

    fn layer(&self, connector: S) -> Limited<S> {
        Limited(connector)
    }
}

/// A connector that takes no longer than the call allows.
#[derive(Clone, Debug)]
pub(super) struct Limited<S>(S);

impl<S, R> Service<R> for Limited<S>
where
    S: Service<R, Error = StreamError>,
    S::Future: Send + 'static,
{
    type Response = S::Response;
    type Error = StreamError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, StreamError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), StreamError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, target: R) -> Self::Future {
        let limit = LIMIT.try_with(|limit| *limit).ok().flatten();
        let connecting = self.0.call(target);
        Box::pin(async move {
            match limit {
                Some(limit) => tokio::time::timeout(limit, connecting)
                    .await
                    .unwrap_or_else(|_| Err(Slow(limit).into())),
                None => connecting.await,
            }
        })
    }
}

/// A connection that took too long.
#[derive(Debug)]
pub(super) struct Slow(pub(super) Duration);

impl fmt::Display for Slow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "none was made within {:?}", self.0)
    }
}

impl std::error::Error for Slow {}
