//! Declared headers of answers: typed where they stand, then one key for each name.
//!
//! In: the headers of each response. Out: [`Header`]s, and at the end [`HeaderKey`]s with one type for all answers.

use indexmap::IndexMap;
use openapiv3::{Header as Source, ParameterSchemaOrContent, ReferenceOr, Response, Schema};

use super::bodies::is_json;
use super::context::{Lowering, Site, Typed, is_component};
use super::docs::{Builder, text_of};
use super::facts::code;
use super::names;
use super::scope::{self, Case, Wanted};
use super::view::Node;
use crate::ir::{
    ConstName, Extra, Flow, Group, Header, HeaderForm, HeaderKey, Literal, Operation, Pointer, Presence, Shape, Type,
};
use crate::report::{Code, Diagnostic};

/// The schemas that declarations of one header have, with their types: equal ones share a type.
pub(super) type Known<'a> = Vec<(&'a ReferenceOr<Schema>, Typed)>;

impl<'a> Lowering<'a> {
    /// The declared headers of a response.
    pub(super) fn headers(&mut self, response: &'a Response, pointer: &Pointer) -> Vec<Header> {
        let mut headers = Vec::with_capacity(response.headers.len());
        for (wire, header) in &response.headers {
            // `Content-Type` is not described so (OpenAPI 3.0 §4.7.17).
            if wire.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let pointer = pointer.child("headers").child(wire);
            if let Some((header, pointer)) = self.resolve_header(header, pointer) {
                headers.push(self.header(wire, header, pointer));
            }
        }
        headers
    }

    fn resolve_header(&self, header: &'a ReferenceOr<Source>, pointer: Pointer) -> Option<(&'a Source, Pointer)> {
        match header {
            ReferenceOr::Item(header) => Some((header, pointer)),
            ReferenceOr::Reference { reference } => {
                let name = super::context::unescape(reference.strip_prefix("#/components/headers/")?);
                let header = self.openapi.components.as_ref()?.headers.get(&name)?.as_item()?;
                Some((header, Pointer("/components/headers".to_owned()).child(&name)))
            }
        }
    }

    fn header(&mut self, wire: &str, header: &'a Source, pointer: Pointer) -> Header {
        let mut docs = Builder::default();
        docs.text(header.description.as_deref());
        docs.evidence(|key| text_of(&header.extensions, key));
        docs.sunset(header.deprecated.unwrap_or_default(), |key| {
            text_of(&header.extensions, key)
        });
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
            let presence = if header.required {
                Presence::Required
            } else {
                Presence::Optional
            };
            docs.paragraph(&self.facts(&node, presence, Flow::Received));
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
            docs: docs.done(),
            deprecated: header.deprecated.unwrap_or_default(),
            pointer,
        }
    }

    /// The type of a header: an anonymous one is named after the header, and made once for all equal declarations.
    fn header_type(&mut self, wire: &str, schema: &'a ReferenceOr<Schema>, node: &Node<'a>) -> Type {
        let key = wire.to_ascii_lowercase();
        let known = self.header_schemas.get(&key).into_iter().flatten();
        if let Some((_, typed)) = known.clone().find(|(known, _)| *known == schema) {
            return typed.ty.clone();
        }
        let name = format!("{}Header", names::type_name(wire).trim_end_matches("Header"));
        let site = Site {
            told: None,
            home: name.clone(),
            name,
            flow: Flow::Received,
            form: false,
        };
        let typed = self.lower(node, &site);
        let ty = typed.ty.clone();
        self.header_schemas.entry(key).or_default().push((schema, typed));
        ty
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::Map(_) | Type::JsonObject => true,
            Type::Named(id) => matches!(self.types[id.index()].shape, Shape::Struct { .. }),
            _ => false,
        }
    }

    /// One key for each name: gives all headers of the name the same type.
    pub(super) fn header_keys(&mut self, groups: &mut [Group]) -> Vec<HeaderKey> {
        let mut declared: IndexMap<String, Vec<Header>> = IndexMap::new();
        for header in headers_of(groups) {
            let all = declared.entry(header.wire.to_ascii_lowercase()).or_default();
            if all.iter().all(|known| known.pointer != header.pointer) {
                all.push(header.clone());
            }
        }
        let mut keys: Vec<HeaderKey> = declared
            .iter()
            .filter_map(|(wire, all)| self.header_key(wire, all))
            .collect();
        self.name_keys(&mut keys, &declared);
        let by_wire: IndexMap<&str, &HeaderKey> = keys.iter().map(|key| (key.wire.as_str(), key)).collect();
        for header in headers_of(groups) {
            let Some(key) = by_wire.get(header.wire.to_ascii_lowercase().as_str()) else {
                continue;
            };
            if let (Type::Named(id), true) = (&header.ty, header.ty != key.ty)
                && !is_component(&self.types[id.index()].pointer)
            {
                self.superseded.push(*id);
            }
            (header.name, header.ty, header.form) = (key.name.clone(), key.ty.clone(), key.form);
        }
        keys
    }

    fn header_key(&mut self, wire: &str, all: &[Header]) -> Option<HeaderKey> {
        let first = all.first()?;
        // The smallest spelling names the key, so that the order of the answers makes no difference.
        let spelled = all.iter().min_by_key(|header| (&header.wire, header.name.as_str()))?;
        let resolved = |header: &Header| (self.unaliased(&header.ty).clone(), header.form);
        let other = all.iter().find(|other| resolved(other) != resolved(first));
        let mut key = HeaderKey {
            name: spelled.name.clone(),
            wire: wire.to_owned(),
            ty: first.ty.clone(),
            form: first.form,
            docs: first.docs.clone(),
            deprecated: all.iter().all(|header| header.deprecated),
            pointer: first.pointer.clone(),
        };
        let problem = match other {
            Some(other) => Diagnostic::new(
                Code::HeaderAsText,
                other.pointer.clone(),
                format!("the header {} has different types in different answers", code(wire)),
            )
            .also(first.pointer.clone(), "another type"),
            None if key.form != HeaderForm::Json && !self.has_text_form(&key.ty) => Diagnostic::new(
                Code::HeaderAsText,
                first.pointer.clone(),
                format!("the type of the header {} has no form as text", code(wire)),
            ),
            None => {
                // Text of which nothing is known is text.
                if (&key.ty, key.form) == (&Type::Json, HeaderForm::Simple) {
                    key.ty = Type::String;
                }
                return Some(key);
            }
        };
        (key.ty, key.form) = (Type::String, HeaderForm::Simple);
        let said = match other {
            Some(_) => "Answers declare it with different types; this is its text.",
            None => "This is its text.",
        };
        key.docs.0.extend([String::new(), said.to_owned()]);
        self.report.push(problem.label("read as text"));
        Some(key)
    }

    fn name_keys(&mut self, keys: &mut [HeaderKey], declared: &IndexMap<String, Vec<Header>>) {
        let wanted: Vec<Wanted> = keys
            .iter()
            .map(|key| Wanted {
                name: key.name.as_str().to_owned(),
                wire: key.wire.clone(),
                identity: key.wire.clone(),
                chosen: true,
                told: None,
            })
            .collect();
        for (index, name) in scope::resolve(&wanted, Case::Snake).into_iter().enumerate() {
            keys[index].name = ConstName::new(name.name.to_uppercase());
            let Some(keeper) = name.clash else { continue };
            let (item, keeper) = (keys[index].clone(), keys[keeper].clone());
            let spelled = |key: &HeaderKey| {
                let all = declared.get(&key.wire);
                all.and_then(|all| all.first())
                    .map(|header| header.wire.clone())
                    .unwrap_or_default()
            };
            self.name_clash(
                (&item.pointer, &spelled(&item)),
                (&keeper.pointer, &spelled(&keeper)),
                item.name.as_str(),
            );
        }
    }

    /// Whether the style `simple` has a form for a type: scalars, and lists and objects of them.
    fn has_text_form(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::List(inner) | Type::Map(inner) => self.is_scalar(inner),
            Type::JsonObject => true,
            Type::Named(id) => match &self.types[id.index()].shape {
                Shape::Struct { fields, extra, .. } => {
                    fields.iter().all(|field| self.is_scalar(&field.ty))
                        && match extra {
                            Extra::Ignored => true,
                            Extra::Kept { ty, .. } => matches!(self.unaliased(ty), Type::Json | Type::String),
                        }
                }
                _ => self.is_scalar(ty),
            },
            _ => self.is_scalar(ty),
        }
    }

    fn is_scalar(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::Nullable(inner) => self.is_scalar(inner),
            Type::Named(id) => match &self.types[id.index()].shape {
                Shape::Enum { values } => {
                    let is = |kind: fn(&Literal) -> bool| values.iter().all(|value| kind(&value.wire));
                    is(|wire| matches!(wire, Literal::String(_))) || is(|wire| matches!(wire, Literal::Integer(_)))
                }
                _ => false,
            },
            Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 => true,
            Type::String | Type::Secret | Type::Timestamp | Type::Date | Type::Json => true,
            _ => false,
        }
    }
}

/// The headers of all answers, in the order of the document.
fn headers_of(groups: &mut [Group]) -> impl Iterator<Item = &mut Header> {
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    operations.flat_map(|Operation { success, failures, .. }| {
        let failures = failures.iter_mut().flat_map(|failures| &mut failures.answers);
        let answers = success.answers.iter_mut().chain(failures);
        answers.flat_map(|answer| &mut answer.headers)
    })
}
