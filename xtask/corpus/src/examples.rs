//! The examples and defaults of a document, each with the type that has to hold it.
//!
//! In: what is printed, and the document in 3.0 shape. Out: the examples that fit their schemas, ready to be decoded and
//! encoded again; and how many there are that do not fit, or stand where no type is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::known::known;
use super::probe::Try;
use callspec_codegen::emit::{Name, RustType};
use callspec_codegen::ir::{Api, Content, Extra, Operation, Payload, Shape, Type, Webhook, Wrap};
use callspec_codegen::pointer::join;
use callspec_codegen::reference;
use callspec_codegen::validate::{Direction, Validator};

/// The examples of a document.
#[derive(Default)]
pub(super) struct Examples {
    /// Those that fit, without the members that no schema names.
    pub(super) fitting: Vec<Try>,
    /// Those that do not fit their schema, each with the first reason.
    pub(super) misfits: Vec<(String, String)>,
    /// Those at a place that has no type of its own.
    pub(super) unplaced: Vec<String>,
}

/// What a place holds: a schema's values, or those of a media type or parameter, whose schema is a child.
struct Spot<'v> {
    schema: &'v Value,
    schema_at: String,
    value: &'v Value,
    at: String,
}

/// Finds the examples; `models` is the name of the models crate in Rust.
pub(super) fn examples(api: &Api, root: &Value, models: &str) -> Examples {
    let types = Types::of(api, root);
    let validator = Validator::taking_several(root);
    let mut spots = Vec::new();
    walk(&validator, root, String::new(), &mut spots);
    let mut found = Examples::default();
    let mut seen = BTreeSet::new();
    for spot in spots {
        let faults = validator.validate(spot.schema, spot.value, Direction::Either);
        if let Some(fault) = faults.into_iter().next() {
            found
                .misfits
                .push((spot.at, format!("{} at `{}`", fault.message, fault.pointer)));
        } else if spot.value.is_null() {
            // Only null, and where that is allowed: there is nothing to hold.
            continue;
        } else if let Some((ty, inner)) = types.at(&spot) {
            let whole = known(spot.schema, &validator, spot.value);
            let Some(value) = whole.pointer(inner) else { continue };
            let ty = RustType::of(api, &ty);
            if holds_file(&ty) {
                continue;
            }
            let ty = ty.full("callspec_types", models);
            if seen.insert((ty.clone(), value.to_string())) {
                found.fitting.push(Try {
                    at: spot.at,
                    ty,
                    value: value.clone(),
                    union: None,
                });
            }
        } else {
            found.unplaced.push(spot.at);
        }
    }
    found
}

/// Every example and default below a node.
fn walk<'v>(validator: &Validator<'v>, node: &'v Value, at: String, spots: &mut Vec<Spot<'v>>) {
    match node {
        // Shared examples belong to the places that refer to them.
        _ if at == "/components/examples" => {}
        Value::Object(members) => {
            own(validator, node, &at, spots);
            for (key, value) in members {
                // What stands there are values and not descriptions of them.
                if !["example", "examples", "x-examples", "default", "enum"].contains(&key.as_str()) || names(&at) {
                    walk(validator, value, join(&at, key), spots);
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk(validator, item, join(&at, &index.to_string()), spots);
            }
        }
        _ => {}
    }
}

/// Whether the keys of an object are names: a property may be called `default`.
fn names(at: &str) -> bool {
    let mut parents = at.rsplit('/');
    let (last, before) = (parents.next().unwrap_or_default(), parents.next().unwrap_or_default());
    let is_section = [
        "schemas",
        "responses",
        "parameters",
        "headers",
        "requestBodies",
        "examples",
    ]
    .contains(&last);
    (last == "properties" && before != "properties") || (is_section && before == "components") || last == "responses"
}

/// The examples of a schema, media type, parameter or header itself.
fn own<'v>(validator: &Validator<'v>, node: &'v Value, at: &str, spots: &mut Vec<Spot<'v>>) {
    // The components have examples of their own, which belong to whoever refers to them.
    if names(at) || at == "/components" || at.contains("/x-") {
        return;
    }
    let (schema, schema_at) = match node.get("schema") {
        Some(schema) => (schema, join(at, "schema")),
        None => (node, at.to_owned()),
    };
    let mut add = |value: &'v Value, key: &str| {
        spots.push(Spot {
            schema,
            schema_at: schema_at.clone(),
            value,
            at: join(at, key),
        });
    };
    for key in ["example", "default"] {
        if let Some(value) = node.get(key) {
            add(value, key);
        }
    }
    for (index, value) in node["x-examples"].as_array().into_iter().flatten().enumerate() {
        add(value, &format!("x-examples {index}"));
    }
    for (name, example) in node["examples"].as_object().into_iter().flatten() {
        if let Some(value) = validator.resolve(example).and_then(|example| example.get("value")) {
            add(value, &format!("examples {name}"));
        }
    }
}

/// The types of places, by pointer: of schemas, and of bodies of which a part is given.
struct Types {
    schemas: BTreeMap<String, Type>,
    wrapped: BTreeMap<String, Type>,
}

impl Types {
    fn of(api: &Api, root: &Value) -> Self {
        let mut types = Self {
            schemas: BTreeMap::new(),
            wrapped: BTreeMap::new(),
        };
        for (index, def) in api.types.iter().enumerate() {
            if def.hidden || def.has_file || def.is_events() {
                continue;
            }
            // A place may have a second type, with every attribute optional; the first is the one meant.
            types.add(
                root,
                &def.pointer.0,
                &Type::Named(callspec_codegen::ir::TypeId::new(index)),
            );
            match &def.shape {
                Shape::Struct { fields, extra, .. } => {
                    for field in fields {
                        types.add(root, &field.pointer.0, &field.ty);
                    }
                    if let Extra::Kept { ty, .. } = extra {
                        types.add(root, &join(&def.pointer.0, "additionalProperties"), ty);
                    }
                }
                Shape::Union { variants, .. } => {
                    for variant in variants {
                        types.add(root, &variant.pointer.0, &variant.ty);
                    }
                }
                Shape::Alias(ty) => types.add_parts(root, &def.pointer.0, ty),
                Shape::Enum { .. } => {}
            }
        }
        for operation in api.operations() {
            types.add_operation(root, operation);
        }
        for webhook in &api.webhooks {
            types.add_webhook(root, webhook);
        }
        types
    }

    fn add_operation(&mut self, root: &Value, operation: &Operation) {
        for param in &operation.params {
            self.add(root, &join(&param.pointer.0, "schema"), &param.ty);
        }
        if let Some(body) = &operation.body {
            for content in &body.contents {
                self.add_content(root, &body.pointer.0, content);
            }
        }
        for response in operation.responses() {
            let ty = match &response.payload {
                Payload::Json(ty) | Payload::JsonOrText(ty) => Some(ty),
                Payload::Text => Some(&Type::String),
                _ => None,
            };
            if let (Some(ty), Some(media_type)) = (ty, &response.media_type) {
                self.add(root, &schema_of(&response.pointer.0, media_type), ty);
            }
            for header in &response.headers {
                self.add(root, &join(&header.pointer.0, "schema"), &header.ty);
            }
        }
    }

    fn add_webhook(&mut self, root: &Value, webhook: &Webhook) {
        let Some(ty) = &webhook.payload else { return };
        let at = join(&webhook.pointer.0, "requestBody");
        let (at, body) = match root.pointer(&at) {
            Some(body) => followed(root, at, body),
            None => return,
        };
        // The first that a type can hold; another of the same body has another schema.
        for (media_type, _) in body["content"].as_object().into_iter().flatten() {
            if media_type.contains("json") || media_type.contains("urlencoded") {
                return self.add(root, &schema_of(&at, media_type), ty);
            }
        }
    }

    fn add_content(&mut self, root: &Value, at: &str, content: &Content) {
        let (Payload::Json(ty) | Payload::Form(ty)) = &content.payload else {
            return;
        };
        let at = schema_of(at, &content.media_type);
        if content.wrap == Wrap::Plain {
            self.add(root, &at, ty);
        } else {
            self.wrapped.entry(at).or_insert_with(|| ty.clone());
        }
    }

    fn add(&mut self, root: &Value, at: &str, ty: &Type) {
        self.schemas.entry(at.to_owned()).or_insert_with(|| ty.clone());
        self.add_parts(root, at, ty);
    }

    /// What the elements of a list or map are.
    fn add_parts(&mut self, root: &Value, at: &str, ty: &Type) {
        let (inner, key) = match ty {
            Type::List(inner) => (inner, "items"),
            Type::Map(inner) => (inner, "additionalProperties"),
            Type::Nullable(inner) => return self.add_parts(root, at, inner),
            _ => return,
        };
        let at = join(at, key);
        if root.pointer(&at).is_some_and(|schema| schema.get("$ref").is_none()) {
            self.add(root, &at, inner);
        }
    }

    /// The type of a place, and the pointer of the part of its values that the type holds. A part of a composition has
    /// that of the whole.
    fn at(&self, spot: &Spot<'_>) -> Option<(Type, &'static str)> {
        if let Some(ty) = self.wrapped.get(&spot.schema_at) {
            return Some((ty.clone(), "/data/attributes"));
        }
        let mut at = spot.schema_at.as_str();
        loop {
            if let Some(ty) = self.schemas.get(at) {
                return Some((ty.clone(), ""));
            }
            let (whole, index) = at.rsplit_once('/')?;
            let (whole, keyword) = whole.rsplit_once('/')?;
            let is_part = ["allOf", "oneOf", "anyOf"].contains(&keyword);
            index.parse::<usize>().ok().filter(|_| is_part)?;
            at = whole;
        }
    }
}

/// A place and what is there, references followed.
fn followed<'v>(root: &'v Value, at: String, node: &'v Value) -> (String, &'v Value) {
    let step = |to: &str| Some((reference::pointer(to)?.to_owned(), reference::target(root, to)?));
    let end = reference::of(node).and_then(|to| reference::follow(to, step));
    end.unwrap_or((at, node))
}

fn schema_of(at: &str, media_type: &str) -> String {
    join(&join(&join(at, "content"), media_type), "schema")
}

/// Whether a type has a file somewhere, and so no JSON form.
fn holds_file(ty: &RustType) -> bool {
    let is_one = match ty.name {
        Name::Types(name) => name == "File",
        Name::Model(def) => def.has_file,
        _ => false,
    };
    is_one || ty.arguments.iter().any(holds_file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::analysed;

    const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "t", "version": "1.0.0"}, "paths": {"/a": {"post": {
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "integer"}, "example": 7}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/A"},
            "examples": {"one": {"$ref": "#/components/examples/One"}, "two": {"value": {"default": 1}}}}}},
        "responses": {"204": {"description": "Done."}}}}},
        "components": {
            "examples": {"One": {"value": {"default": "a", "more": 1}}},
            "schemas": {"A": {"type": "object", "properties": {"default": {"type": "string", "default": "d"},
                "list": {"type": "array", "items": {"type": "integer", "example": 3}},
                "either": {"oneOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/C"}],
                    "example": {"b": 1, "c": 2, "d": 3}}}},
                "B": {"type": "object", "properties": {"b": {"type": "integer"}}},
                "C": {"type": "object", "properties": {"b": {"type": "integer"}, "c": {"type": "integer"}}}}}}"##;

    #[test]
    fn examples_are_found_with_their_types() {
        let api = analysed(DOCUMENT).api.unwrap();
        let root = serde_json::from_str(DOCUMENT).unwrap();
        let found = examples(&api, &root, "t_models");
        let all: Vec<String> = found
            .fitting
            .iter()
            .map(|one| format!("{} {}", one.ty, one.value))
            .collect();
        // `more` is no property; the example named `two` does not fit; one fits two alternatives, of which either may hold it.
        assert_eq!(
            all,
            [
                "i64 7",
                r#"t_models::A {"default":"a"}"#,
                r#"String "d""#,
                "i64 3",
                r#"t_models::AEither {"b":1,"c":2}"#
            ]
        );
        assert_eq!((found.misfits.len(), found.unplaced.len()), (1, 0));
    }
}
