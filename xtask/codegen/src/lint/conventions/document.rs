//! `incomplete-document`: what every document says of itself.

use serde_json::Value;

use crate::ir::Pointer;
use crate::lint::descriptions::says;
use crate::report::{Code, Diagnostic, Report};

/// Looks at the root of a document.
pub(super) fn check(document: &Value, report: &mut Report) {
    let mut lacks = |at: &str, what: &str| {
        let message = format!("the document has no {what}");
        report.push(Diagnostic::new(Code::IncompleteDocument, Pointer(at.to_owned()), message).on_key());
    };
    if !document.get("info").is_some_and(|info| says(info, &["description"])) {
        lacks("/info", "`info.description`");
    }
    let servers = document.get("servers").and_then(Value::as_array);
    if servers.is_none_or(Vec::is_empty) {
        lacks("", "`servers`");
    }
}
