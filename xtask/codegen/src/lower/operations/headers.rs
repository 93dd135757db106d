//! Declared headers of answers: typed where they stand.
//!
//! In: the headers of each response. Out: [`Header`]s, of which `header_keys` makes keys.

use openapiv3::{Header as Source, ParameterSchemaOrContent, ReferenceOr, Response, Schema};
use serde_json::Value as Json;

use crate::ir::{ConstName, Flow, Header, HeaderForm, Pointer, Shape, Type};
use crate::lower::docs::{described, text_of};
use crate::lower::models::{Lowering, Site};
use crate::lower::names;
use crate::lower::operations::bodies::is_json;
use crate::lower::schemas::view::Node;

impl<'a> Lowering<'_, 'a> {
    /// The declared headers of a response.
    pub(crate) fn headers(&mut self, response: &'a Response, pointer: &Pointer) -> Vec<Header> {
        let mut headers = Vec::with_capacity(response.headers.len());
        for (wire, header) in &response.headers {
            // `Content-Type` is not described so (OpenAPI 3.0 §4.7.17).
            if wire.eq_ignore_ascii_case("content-type") {
                continue;
            }
            if let Some(header) = self.document.resolve(header, || pointer.child("headers").child(wire)) {
                headers.push(self.header(wire, header.value, header.pointer));
            }
        }
        headers
    }

    fn header(&mut self, wire: &str, header: &'a Source, pointer: Pointer) -> Header {
        let deprecated = header.deprecated.unwrap_or_default();
        let mut docs = described(header.description.as_deref(), &header.extensions, deprecated);
        let (schema, at, json) = match &header.format {
            ParameterSchemaOrContent::Schema(schema) => (Some(schema), pointer.child("schema"), false),
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((media_type, media)) if is_json(media_type) => {
                    let at = pointer.child("content").child(media_type).child("schema");
                    (media.schema.as_ref(), at, true)
                }
                _ => (None, pointer.clone(), false),
            },
        };
        let mut ty = if json { Type::Json } else { Type::String };
        if let Some(schema) = schema {
            let node = Node::new(schema, at);
            docs.facts = Some(self.schemas.facts(&node));
            ty = self.header_type(wire, schema, &node);
        }
        let explode = header.extensions.get("x-explode") == Some(&true.into()) && self.is_object(&ty);
        Header {
            name: ConstName::new(names::header_name(
                text_of(&header.extensions, "x-rust-name").unwrap_or(wire),
            )),
            wire: wire.to_owned(),
            form: match (json, explode) {
                (true, _) => HeaderForm::Json,
                (false, true) => HeaderForm::Exploded,
                (false, false) => HeaderForm::Simple,
            },
            ty,
            required: header.required,
            docs,
            deprecated,
            pointer,
        }
    }

    /// The type of a header: an anonymous one is named after the header, and made once for all equal declarations.
    fn header_type(&mut self, wire: &str, schema: &'a ReferenceOr<Schema>, node: &Node<'a>) -> Type {
        let key = (wire.to_ascii_lowercase(), said(schema));
        if let Some(ty) = self.header_types.get(&key) {
            return ty.clone();
        }
        let name = format!("{}Header", names::type_name(wire).trim_end_matches("Header"));
        let site = Site {
            told: None,
            home: name.clone(),
            name,
            flow: Flow::Received,
            form: false,
        };
        let first = self.types.len();
        let ty = self.lower(node, &site).ty;
        // Whichever declaration comes first makes the types: where it stands must not decide what they are called.
        for wanted in &mut self.wanted[first..] {
            if let Some(inside) = wanted.identity.strip_prefix(&node.pointer.0) {
                wanted.identity = format!("header {} {}{inside}", key.0, key.1);
            }
        }
        self.header_types.insert(key, ty.clone());
        ty
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::Map(_) | Type::JsonObject => true,
            Type::Named(id) => matches!(self.types[id.index()].shape, Shape::Struct { .. }),
            _ => false,
        }
    }
}

/// What a schema says of values, as JSON text: two that differ in their documentation alone say the same.
fn said(schema: &ReferenceOr<Schema>) -> String {
    let mut schema = serde_json::to_value(schema).unwrap_or_default();
    strip(&mut schema, false);
    schema.to_string()
}

fn strip(node: &mut Json, keys_are_names: bool) {
    match node {
        Json::Object(members) => {
            if !keys_are_names {
                members.retain(|key, _| !matches!(key.as_str(), "description" | "title" | "example" | "x-examples"));
            }
            for (key, member) in members {
                strip(member, key == "properties" && !keys_are_names);
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| strip(item, false)),
        _ => {}
    }
}
