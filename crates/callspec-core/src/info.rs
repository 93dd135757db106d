//! What generated code states of an API and its operations: plain data.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::method::Method;
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

impl OperationInfo {
    /// What is known of a call that the document does not have: it is sent with what the client holds of all schemes.
    ///
    /// Errors, transports and tests borrow it for as long as the program runs, so that each template is kept once: there are
    /// as many as in the program's text.
    pub(crate) fn beyond(api: &'static Api, id: &'static str, method: Method, path: &'static str) -> &'static Self {
        static KNOWN: Mutex<Vec<(&Api, &OperationInfo)>> = Mutex::new(Vec::new());
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |(of, info): &&(&'static Api, &'static Self)| {
            std::ptr::eq(*of, api) && (info.id, info.path) == (id, path) && info.method == method
        };
        if let Some((_, info)) = known.iter().find(is_it) {
            return info;
        }
        // Each scheme by itself, and none: a client has what it has, and the server says what it lacks.
        let alternatives = api.schemes.iter().map(std::slice::from_ref).chain([&[][..]]);
        let security = Vec::leak(alternatives.collect());
        let info = Box::leak(Box::new(Self {
            id,
            method,
            path,
            security,
        }));
        known.push((api, info));
        info
    }
}

impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.id, self.method, self.path)
    }
}
