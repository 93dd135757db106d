//! What generated code states of an API and its operations: plain data.

use std::fmt;

use http::Method;

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

impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.path)
    }
}
