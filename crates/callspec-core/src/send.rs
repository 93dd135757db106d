//! Makes a call. In: an exchange and an operation. Out: what the operation's `decode` makes of the reply.

use std::sync::Arc;

use crate::call::call;
use crate::clock::BoxFuture;
use crate::error::{Error, Failure, InvalidRequest};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::response::Response;

impl Exchange {
    /// Makes the call and returns the decoded body.
    ///
    /// # Errors
    ///
    /// Any [`Error`].
    pub async fn send<O: Operation>(&self, operation: O) -> Result<O::Output, Error<O::Error>> {
        O::decode(self.reply(operation.request()).await.map_err(Error::widen)?)
    }

    /// Makes the call and returns the decoded body with status, headers and its bytes.
    ///
    /// # Errors
    ///
    /// Any [`Error`].
    pub async fn send_raw<O: Operation>(&self, operation: O) -> Result<Response<O::Output>, Error<O::Error>> {
        let reply = self.reply(operation.request()).await.map_err(Error::widen)?;
        let (head, body) = (Arc::clone(&reply.head), reply.body.clone());
        O::decode(reply).map(|value| Response::of(value, head, body))
    }

    /// Everything about a call that does not depend on its types.
    ///
    /// In a box because what an `async fn` does is compiled anew in each crate that awaits it, and because a caller's own
    /// future stays small.
    pub(crate) fn reply(&self, request: Result<Request, InvalidRequest>) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(async move {
            let request = self.extended(request?)?;
            call(self, &request, None).await.map(|arrived| arrived.reply)
        })
    }
}
