//! Declared headers of responses: typed where they stand.
//!
//! In: the headers of each response. Out: [`Header`]s, of which `header_keys` makes keys.

use std::collections::HashMap;

use openapiv3::{Header as Source, ParameterSchemaOrContent, ReferenceOr, Response, Schema};
use serde_json::Value as Json;

use crate::ir::{Facts, Flow, HeaderForm, Pointer, Type};
use crate::lower::docs::{described, text_of};
use crate::lower::facts;
use crate::lower::models::Models;
use crate::lower::models::draft::Shape;
use crate::lower::models::site::Site;
use crate::lower::models::types::Types;
use crate::lower::naming::names;
use crate::lower::operations::draft::Header;
use crate::lower::operations::examples::stated;
use crate::lower::operations::media_types::is_json;
use crate::lower::operations::shown;
use crate::lower::references::{Components, Resolved};
use crate::lower::schemas::view::Node;

/// Types of declared headers, by the header's name in lower case and what its schema says.
#[derive(Debug, Default)]
pub(super) struct HeaderTypes(HashMap<(String, String), Type>);

impl HeaderTypes {
    /// The declared headers of a response that stands at a place.
    pub(super) fn headers<'a>(
        &mut self,
        response: &'a Response,
        pointer: &Pointer,
        components: Components<'a>,
        models: &mut Models<'_, 'a>,
    ) -> Vec<Header> {
        let mut headers = Vec::with_capacity(response.headers.len());
        for (wire, header) in &response.headers {
            // `Content-Type` is not described so (OpenAPI 3.0 §4.7.17).
            if wire.eq_ignore_ascii_case("content-type") {
                continue;
            }
            if let Some(header) = components.resolve(header, || pointer.child("headers").child(wire)) {
                headers.push(self.header(wire, header, components, models));
            }
        }
        headers
    }

    fn header<'a>(
        &mut self,
        wire: &str,
        header: Resolved<'a, Source>,
        components: Components<'a>,
        models: &mut Models<'_, 'a>,
    ) -> Header {
        let (header, pointer) = (header.value, header.pointer);
        let deprecated = header.deprecated.unwrap_or_default();
        let mut docs = described(header.description.as_deref(), &header.extensions, deprecated);
        let (schema, json) = schema(header, &pointer);
        let mut ty = if json { Type::Json } else { Type::String };
        let node = schema.as_ref().map(|(schema, at)| Node::new(schema, at.clone()));
        if let (Some((schema, _)), Some(node)) = (schema, &node) {
            let examples = (header.example.as_ref(), &header.examples);
            docs.facts = Some(Facts {
                example: stated(examples, Some(node), components, models.schemas),
                ..facts::of(models.schemas, node)
            });
            ty = self.ty(wire, schema, node, models);
        }
        let explode = header.extensions.get("x-explode") == Some(&true.into()) && is_object(&models.types, &ty);
        let name = text_of(&header.extensions, "x-rust-name").unwrap_or(wire);
        Header {
            name: names::header_name(name),
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
            example: shown::header((wire, header), json, node.as_ref(), components, models.schemas),
            pointer,
        }
    }

    /// The type of a header: an anonymous one is named after the header, and made once for all equal declarations.
    fn ty<'a>(
        &mut self,
        wire: &str,
        schema: &ReferenceOr<Schema>,
        node: &Node<'a>,
        models: &mut Models<'_, 'a>,
    ) -> Type {
        let key = (wire.to_ascii_lowercase(), said(schema));
        if let Some(ty) = self.0.get(&key) {
            return ty.clone();
        }
        let name = format!("{}Header", names::part_name(wire).trim_end_matches("Header"));
        let first = models.types.len();
        let ty = models.lower(node, &Site::at_home(name, Flow::Received)).ty;
        // Whichever declaration comes first makes the types: where it stands must not decide what they are called.
        let identity = format!("header {} {}", key.0, key.1);
        models.types.identify_from(first, &node.pointer, &identity);
        self.0.insert(key, ty.clone());
        ty
    }
}

/// The schema of a header and where it stands, and whether the header's value is JSON text.
fn schema<'a>(header: &'a Source, at: &Pointer) -> (Option<(&'a ReferenceOr<Schema>, Pointer)>, bool) {
    match &header.format {
        ParameterSchemaOrContent::Schema(schema) => (Some((schema, at.child("schema"))), false),
        ParameterSchemaOrContent::Content(content) => match content.first() {
            Some((media_type, media)) if is_json(media_type) => {
                let at = at.child("content").child(media_type).child("schema");
                (media.schema.as_ref().map(|schema| (schema, at)), true)
            }
            _ => (None, false),
        },
    }
}

fn is_object(types: &Types<'_>, ty: &Type) -> bool {
    match types.unaliased(ty) {
        Type::Map(_) | Type::JsonObject => true,
        Type::Named(id) => matches!(types.shape(*id), Some(Shape::Struct { .. })),
        _ => false,
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
                members.retain(|key, _| {
                    !matches!(key.as_str(), "description" | "title" | "example" | "x-further-examples")
                });
            }
            for (key, member) in members {
                strip(member, key == "properties" && !keys_are_names);
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| strip(item, false)),
        _ => {}
    }
}
