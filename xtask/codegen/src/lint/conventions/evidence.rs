//! `faulty-evidence`: what a fact is concluded from, and why.

use serde_json::Value;

use super::texts;
use crate::code_span;
use crate::ir::Pointer;
use crate::lint::Node;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

const KIND: &str = "x-evidence";
const REASON: &str = "x-evidence-reason";

/// Sentences of a reason at most.
const SENTENCES: usize = 2;

/// Looks at the marks of a node.
pub(super) fn check(node: &Node<'_>, report: &mut Report) {
    let kind = node.value.get(KIND);
    let reason = node.value.get(REASON);
    let mut fault = |key: &str, message: &str| {
        let at = Pointer(pointer::join(&node.at.0, key));
        report.push(Diagnostic::new(Code::FaultyEvidence, at, message));
    };
    match (kind.and_then(Value::as_str), reason) {
        (None, Some(_)) if kind.is_none() => fault(REASON, "there is a reason, and no `x-evidence` beside it"),
        (Some("inferred"), None) => fault(KIND, "what is inferred needs an `x-evidence-reason` beside it"),
        (Some("example" | "inferred"), _) => {}
        _ if kind.is_some() => fault(KIND, "`x-evidence` is `example` or `inferred`"),
        _ => {}
    }
    let Some(reason) = reason else { return };
    let plain = code_span::outside(reason.as_str().unwrap_or_default());
    if !texts::ends_in_full_stop(&plain) || texts::sentences(&plain) > SENTENCES {
        fault(REASON, "the reason is not a sentence or two, with full stops");
    }
}
