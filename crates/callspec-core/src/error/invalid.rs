//! What is refused before it is sent.

use std::fmt;

use super::{ErrorKind, View};
use crate::head::Past;
use crate::info::OperationInfo;
use crate::invalid::InvalidReason;

/// A request that was refused before any connection was made. It names the parameter and never shows its value.
#[derive(Clone, Debug, PartialEq)]
pub struct InvalidRequest {
    inner: Box<Inner>,
}

#[derive(Clone, Debug)]
struct Inner {
    operation: Option<&'static OperationInfo>,
    parameter: String,
    reason: InvalidReason,
    past: Past,
}

impl PartialEq for Inner {
    fn eq(&self, other: &Self) -> bool {
        self.parameter == other.parameter
            && self.reason == other.reason
            && self.operation.map(|operation| operation.id) == other.operation.map(|operation| operation.id)
    }
}

impl InvalidRequest {
    /// A request that was refused because of this parameter or header; the name is empty if it was none of these.
    pub fn new(operation: &'static OperationInfo, parameter: &str, reason: InvalidReason) -> Self {
        Self::of(Some(operation), parameter, reason)
    }

    /// For what is found before the operation is known.
    pub(crate) fn early(parameter: &str, reason: InvalidReason) -> Self {
        Self::of(None, parameter, reason)
    }

    fn of(operation: Option<&'static OperationInfo>, parameter: &str, reason: InvalidReason) -> Self {
        let inner = Inner {
            operation,
            parameter: parameter.to_owned(),
            reason,
            past: Past::none(),
        };
        Self { inner: Box::new(inner) }
    }

    /// For a later attempt than the first.
    pub(crate) fn after(mut self, past: Past) -> Self {
        self.inner.past = past;
        self
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            operation: self.inner.operation,
            past: self.inner.past,
            ..View::of(ErrorKind::Invalid)
        }
    }

    /// Why it was refused.
    pub fn reason(&self) -> &InvalidReason {
        &self.inner.reason
    }

    /// The parameter or header, or an empty string.
    pub fn parameter(&self) -> &str {
        &self.inner.parameter
    }

    /// The operation, if it was known.
    pub fn operation(&self) -> Option<&'static OperationInfo> {
        self.inner.operation
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str("not sent: ")?;
        if !self.parameter().is_empty() {
            write!(f, "`{}` ", self.parameter().escape_debug())?;
        }
        write!(f, "{}", self.reason())
    }
}

impl std::error::Error for InvalidRequest {}
