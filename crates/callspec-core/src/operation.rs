//! What generated code states of an API and its operations: plain data, and one trait that ties it to types.

use http::Method;

use crate::error::{Error, InvalidRequest};
use crate::reply::Reply;
use crate::request::Request;
use crate::scheme::Scheme;

/// What is known of an operation before any argument is.
#[derive(Debug)]
pub struct OperationInfo {
    /// The `operationId` of the document, or a name made from method and path where it gives none.
    pub id: &'static str,
    /// The method.
    pub method: Method,
    /// The path template, such as `/calls/{call_id}`.
    pub path: &'static str,
    /// The security requirements (OpenAPI 3.0 §4.7.30): alternatives, each a list of schemes that are needed together.
    /// No alternative at all, or an empty one, means that credentials are not needed.
    pub security: &'static [&'static [&'static Scheme]],
}

/// What is known of an API.
#[derive(Debug)]
pub struct Api {
    /// Name, as it stands in the `User-Agent`.
    pub name: &'static str,
    /// Version of the generated client.
    pub version: &'static str,
    /// Where the API is, if the document says so.
    pub base_url: Option<&'static str>,
    /// All security schemes of the document.
    pub schemes: &'static [&'static Scheme],
    /// The schemes that every operation needs.
    pub required: &'static [&'static Scheme],
}

/// An operation with its arguments: how it is asked, and how its answer is read.
///
/// Generated code implements this; [`operation!`](crate::operation!) adds the methods that send it.
pub trait Operation: Sized {
    /// What a success holds.
    type Output;
    /// The documented refusals.
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
