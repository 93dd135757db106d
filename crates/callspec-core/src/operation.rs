//! The trait that ties what is known of an operation to its types. Generated code implements it.

use crate::error::{Error, InvalidRequest};
use crate::info::OperationInfo;
use crate::reply::Reply;
use crate::request::Request;

/// An operation with its arguments: how it is asked, and how its response is read.
///
/// Generated code implements this; `operation!` adds the methods that send it.
pub trait Operation: Sized {
    /// What a success holds.
    type Output;
    /// The documented error responses.
    type Error;

    /// What is known of the operation before any argument is.
    const INFO: &'static OperationInfo;

    /// Writes the request.
    ///
    /// # Errors
    ///
    /// [`InvalidRequest`] if an argument cannot be sent as what it is.
    fn request(self) -> Result<Request, InvalidRequest>;

    /// Reads the reply, by status.
    ///
    /// # Errors
    ///
    /// [`Error`] for everything but a documented success.
    fn decode(reply: Reply) -> Result<Self::Output, Error<Self::Error>>;
}
