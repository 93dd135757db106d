//! Names of types as people write them: `int`, `datetime`, `string | null`.
//!
//! In: what stands under `type`. Out: the names of JSON Schema, with a warning for each that is not one.

use serde_json::{Value, json};

use super::Schema;
use super::families::TYPES;
use crate::nearest::nearest;
use crate::normalise::context::Context;
use crate::report::{Code, Diagnostic};

/// The types of a text that lists them as people write them: `string | null`, `string?`.
pub(super) fn several(ty: String, cx: &mut Context<'_>) -> Vec<String> {
    let names: Vec<&str> = ty.trim_end_matches('?').split('|').map(str::trim).collect();
    let is_optional = ty.ends_with('?');
    if (names.len() == 1 && !is_optional) || !names.iter().all(|name| TYPES.contains(name) || *name == "null") {
        return vec![ty];
    }
    let at = cx.place.child("type");
    let diagnostic = Diagnostic::new(Code::FaultyType, at, format!("`{ty}` is no JSON type"));
    cx.push(diagnostic.label("read as a list of types"));
    let null = is_optional.then_some("null");
    names.into_iter().chain(null).map(str::to_owned).collect()
}

/// The name of a type; YAML reads the type null, where it is not quoted, as no value.
pub(super) fn name(ty: &Value) -> Option<String> {
    match ty {
        Value::String(ty) => Some(ty.clone()),
        Value::Null => Some("null".to_owned()),
        _ => None,
    }
}

/// Spells a type as JSON Schema does; `false` where it says nothing.
pub(super) fn mend(ty: &mut String, schema: &mut Schema, cx: &mut Context<'_>) -> bool {
    if TYPES.contains(&ty.as_str()) || ty == "null" {
        return true;
    }
    let (meant, format) = match ty.to_lowercase().as_str() {
        "string" | "str" | "text" | "enum" | "char" | "varchar" => ("string", None),
        "date" => ("string", Some("date")),
        "datetime" | "date-time" | "timestamp" => ("string", Some("date-time")),
        "uuid" | "guid" => ("string", Some("uuid")),
        "uri" | "url" => ("string", Some("uri")),
        "email" => ("string", Some("email")),
        "file" | "binary" => ("string", Some("binary")),
        "integer" | "int" => ("integer", None),
        "int32" => ("integer", Some("int32")),
        "int64" | "long" | "bigint" => ("integer", Some("int64")),
        "number" | "decimal" | "numeric" | "real" => ("number", None),
        "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "boolean" | "bool" => ("boolean", None),
        "array" | "list" => ("array", None),
        "object" | "deepobject" | "dict" | "map" | "hash" | "json" => ("object", None),
        "null" | "none" | "nil" => ("null", None),
        _ => ("", None),
    };
    let diagnostic = Diagnostic::new(
        Code::FaultyType,
        cx.place.child("type"),
        format!("`{ty}` is no JSON type"),
    );
    if meant.is_empty() {
        let diagnostic = diagnostic.label("any value is taken");
        cx.push(match nearest(ty, TYPES) {
            Some(name) => diagnostic.hint(format!("did you mean `{name}`?")),
            None => diagnostic,
        });
        return false;
    }
    cx.push(diagnostic.label(format!("read as `{meant}`")));
    if let Some(format) = format {
        schema.entry("format").or_insert_with(|| json!(format));
    }
    meant.clone_into(ty);
    true
}
