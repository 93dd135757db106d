//! `incomplete-operation`, `operation-id-case` and `optional-body`: what every operation says.

use serde_json::Value;

use crate::lint::Node;
use crate::lint::descriptions::{listed, says};
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// Looks at an operation, or at a request body.
pub(super) fn check(node: &Node<'_>, document: &Value, report: &mut Report) {
    match node.kind {
        ObjectKind::Operation => {
            incomplete(node, document, report);
            id(node, report);
        }
        ObjectKind::RequestBody if node.value.get("$ref").is_none() => body(node, report),
        _ => {}
    }
}

fn incomplete(node: &Node<'_>, document: &Value, report: &mut Report) {
    let operation = node.value;
    let mut lacks: Vec<String> = ["operationId", "summary", "description"]
        .iter()
        .filter(|key| !says(operation, &[key]))
        .map(|key| format!("no `{key}`"))
        .collect();
    if !operation.get("externalDocs").is_some_and(|docs| says(docs, &["url"])) {
        lacks.push("no `externalDocs.url`".to_owned());
    }
    let tags = operation
        .get("tags")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    match tags {
        [tag] => {
            let described = document.get("tags").and_then(Value::as_array);
            let mut names = described.into_iter().flatten().filter_map(|tag| tag.get("name"));
            if !names.any(|name| name == tag) {
                let tag = tag.as_str().unwrap_or_default();
                lacks.push(format!("a tag `{tag}` that the document's `tags` do not describe"));
            }
        }
        [] => lacks.push("no tag".to_owned()),
        _ => lacks.push(format!("{} tags instead of one", tags.len())),
    }
    if !lacks.is_empty() {
        let message = format!("the operation has {}", listed(&lacks));
        report.push(Diagnostic::new(Code::IncompleteOperation, node.at.clone(), message).on_key());
    }
}

fn id(node: &Node<'_>, report: &mut Report) {
    let Some(id) = node.value.get("operationId").and_then(Value::as_str) else {
        return;
    };
    let is_snake = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if !is_snake {
        let at = crate::ir::Pointer(pointer::join(&node.at.0, "operationId"));
        report.push(Diagnostic::new(
            Code::OperationIdCase,
            at,
            format!("`{id}` is not in snake case"),
        ));
    }
}

fn body(node: &Node<'_>, report: &mut Report) {
    if node.value.get("required") != Some(&Value::Bool(true)) {
        let message = "the request body is not `required: true`";
        report.push(Diagnostic::new(Code::OptionalBody, node.at.clone(), message).on_key());
    }
}
