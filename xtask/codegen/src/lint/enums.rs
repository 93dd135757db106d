//! `enum-case`: values of an enum that differ only in case.

use std::collections::HashMap;

use serde_json::Value;

use super::Node;
use crate::ir::Pointer;
use crate::normalise::grammar::ObjectKind;
use crate::report::{Code, Diagnostic, Report};

/// Looks at the values of a schema.
pub(super) fn check(node: &Node<'_>, report: &mut Report) {
    let (ObjectKind::Schema, Some(Value::Array(values))) = (node.kind, node.value.get("enum")) else {
        return;
    };
    let place = |index: usize| Pointer(format!("{}/enum/{index}", node.at.0));
    let mut first: HashMap<String, usize> = HashMap::new();
    for (index, value) in values.iter().enumerate() {
        let Some(text) = value.as_str() else { continue };
        let known = *first.entry(text.to_lowercase()).or_insert(index);
        if known != index {
            let other = values[known].as_str().unwrap_or_default();
            let message = format!("`{text}` differs from `{other}` only in case");
            report.push(Diagnostic::new(Code::EnumCase, place(index), message).also(place(known), "the other one"));
        }
    }
}
