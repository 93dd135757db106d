//! `required-in-response`: what responses alone hold and may not be missing, or not be null.
//!
//! In: a document. Out: a note for each property that a response is not read without. What identifies a resource is none,
//! and neither is the primary data of a JSON:API document (§7.1): nothing is left without these.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

use crate::ir::Pointer;
use crate::lint::walk;
use crate::media_type;
use crate::normalise::grammar::ObjectKind;
use crate::pointer;
use crate::reference;
use crate::report::{Code, Diagnostic, Report};

/// The combinations whose parts speak of one value.
const PARTS: [&str; 3] = ["allOf", "oneOf", "anyOf"];

/// Looks at all schemas that a response reaches and no request.
pub(super) fn check(document: &Value, report: &mut Report) {
    let (mut read, mut sent) = (Reach::new(document), Reach::new(document));
    let mut json_api = Reach::new(document);
    walk::walk(document, &mut |node| {
        let Some(schema) = node.value.get("schema") else { return };
        let at = format!("{}/schema", node.at.0);
        let is_response = node.kind == ObjectKind::MediaType && node.at.0.contains("/responses/");
        if is_response {
            if pointer::segments(&node.at.0)
                .last()
                .is_some_and(|name| media_type::is_json_api(&name))
            {
                json_api.add_parts(schema, &at);
            }
            read.add(schema, &at);
        } else if matches!(node.kind, ObjectKind::MediaType | ObjectKind::Parameter) {
            sent.add(schema, &at);
        }
    });
    for (at, schema) in &read.schemas {
        if !sent.schemas.contains_key(at) {
            let is_document = json_api.schemas.contains_key(at);
            properties(document, schema, at, is_document, report);
        }
    }
}

/// The schemas that something is read or written by, with their places.
struct Reach<'d> {
    document: &'d Value,
    schemas: BTreeMap<String, &'d Value>,
}

impl<'d> Reach<'d> {
    fn new(document: &'d Value) -> Self {
        Self {
            document,
            schemas: BTreeMap::new(),
        }
    }

    /// Adds a schema and all below it.
    fn add(&mut self, schema: &'d Value, at: &str) {
        self.add_below(schema, at, true);
    }

    /// Adds a schema and the parts that it is composed of.
    fn add_parts(&mut self, schema: &'d Value, at: &str) {
        self.add_below(schema, at, false);
    }

    fn add_below(&mut self, schema: &'d Value, at: &str, and_members: bool) {
        if let Some(reference) = reference::of(schema) {
            let step = |name: &str| {
                Some((
                    reference::pointer(name)?.to_owned(),
                    reference::target(self.document, name)?,
                ))
            };
            if let Some((at, schema)) = reference::follow(reference, step) {
                self.add_below(schema, &at, and_members);
            }
            return;
        }
        if self.schemas.insert(at.to_owned(), schema).is_some() {
            return;
        }
        for key in PARTS {
            let parts = schema.get(key).and_then(Value::as_array);
            for (index, part) in parts.into_iter().flatten().enumerate() {
                self.add_below(part, &format!("{at}/{key}/{index}"), and_members);
            }
        }
        if !and_members {
            return;
        }
        for (name, property) in declared(schema) {
            let mut at = format!("{at}/properties");
            pointer::push(&mut at, name);
            self.add(property, &at);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(below) = schema.get(key).filter(|below| below.is_object()) {
                self.add(below, &format!("{at}/{key}"));
            }
        }
    }
}

fn declared(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema
        .get("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// Looks at the properties of a schema, and at those that it requires of another one.
fn properties(document: &Value, schema: &Value, at: &str, is_document: bool, report: &mut Report) {
    let names: HashSet<&str> = declared(schema).map(|(name, _)| name.as_str()).collect();
    let is_needed = |name: &str| match name {
        "id" => true,
        "type" => names.contains("id"),
        "data" => is_document,
        _ => false,
    };
    let required = || schema.get("required").and_then(Value::as_array).into_iter().flatten();
    let is_required = |name: &str| required().any(|it| it == name);
    for (name, property) in declared(schema).filter(|(name, _)| !is_needed(name)) {
        let fault = match (is_required(name), may_be_null(document, property)) {
            (false, true) => continue,
            (true, true) => "is required",
            (false, false) => "may not be null",
            (true, false) => "is required and may not be null",
        };
        let mut at = format!("{at}/properties");
        pointer::push(&mut at, name);
        push(name, fault, at, report);
    }
    for (index, name) in required().enumerate() {
        let name = name.as_str().filter(|name| !names.contains(name) && !is_needed(name));
        if let Some(name) = name {
            push(name, "is required", format!("{at}/required/{index}"), report);
        }
    }
}

fn push(name: &str, fault: &str, at: String, report: &mut Report) {
    let message = format!("`{name}` {fault}, and only responses have it");
    let diagnostic = Diagnostic::new(Code::RequiredInResponse, Pointer(at), message).on_key();
    report
        .push(diagnostic.hint(
            "let it be missing and null, or allow it with the reason why a response is worth nothing without it",
        ));
}

/// Whether null is among the values of a schema.
fn may_be_null(document: &Value, schema: &Value) -> bool {
    let says_so = |schema: &Value| {
        let is_null = |name: &Value| name == "null";
        let of_type = schema
            .get("type")
            .is_some_and(|ty| is_null(ty) || ty.as_array().is_some_and(|list| list.iter().any(is_null)));
        schema.get("nullable") == Some(&Value::Bool(true)) || of_type
    };
    let Some(end) = reference::resolve(document, schema) else {
        return true;
    };
    let alternatives = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| end.get(*key)?.as_array())
        .flatten();
    let is_any = ["type", "enum", "const", "allOf", "oneOf", "anyOf"]
        .iter()
        .all(|key| end.get(*key).is_none());
    says_so(schema) || says_so(end) || is_any || alternatives.into_iter().any(says_so)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_document_needs_its_data_under_the_media_type_of_json_api_alone() {
        let data = json!({"nullable": true, "type": "object"});
        let schema = json!({"type": "object", "required": ["data"], "properties": {"data": data}});
        for (media_type, notes) in [
            ("application/vnd.api+json", 0),
            ("application/vnd.api+json; ext=\"https://example.com/a\"", 0),
            ("application/json", 1),
        ] {
            let response = json!({"description": "Ok.", "content": {media_type: {"schema": schema}}});
            let operation = json!({"get": {"responses": {"200": response}}});
            let document = json!({"openapi": "3.0.3", "paths": {"/a": operation}});
            let mut report = Report::default();
            check(&document, &mut report);
            assert_eq!(report.diagnostics.len(), notes, "{media_type}");
        }
    }
}
