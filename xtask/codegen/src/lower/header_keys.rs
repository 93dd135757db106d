//! The keys of declared headers: one for each name and type.
//!
//! In: the headers of all answers. Out: [`HeaderKey`]s, whose names depend on what clashes alone, and the headers with
//! the names and types of their keys.

use indexmap::IndexMap;

use super::models::Lowering;
use super::naming::{Claim, Kind, Namespace, Second};
use super::schemas::is_component;
use crate::code_span::shortened;
use crate::ir::{ConstName, Extra, Group, Header, HeaderForm, HeaderKey, Literal, Note, Operation, Shape, Type};
use crate::report::{Code, Diagnostic};

/// Headers of one name and one type.
struct Alike {
    /// The name on the wire, in lower case.
    wire: String,
    /// What tells the type from others, whatever else is in the document.
    identity: String,
    ty: Type,
    form: HeaderForm,
    /// The header whose type has no form as text.
    weakened: Option<Header>,
    all: Vec<Header>,
}

impl Lowering<'_, '_> {
    /// One key for each name and type: gives each header the name and the type of its key.
    pub(super) fn header_keys(&mut self, groups: &mut [Group]) -> Vec<HeaderKey> {
        let mut declared: IndexMap<(String, String), Alike> = IndexMap::new();
        for header in headers_of(groups) {
            let read = self.read(header);
            let weakened = read.weakened.clone();
            let alike = declared
                .entry((read.wire.clone(), read.identity.clone()))
                .or_insert(read);
            alike.weakened = alike.weakened.take().or(weakened);
            if alike.all.iter().all(|known| known.pointer != header.pointer) {
                alike.all.push(header.clone());
            }
        }
        let keys = self.name_keys(&declared);
        for header in headers_of(groups) {
            let read = self.read(header);
            let Some(key) = declared
                .get_index_of(&(read.wire, read.identity))
                .and_then(|index| keys.get(index))
            else {
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

    /// How a header is read.
    fn read(&self, header: &Header) -> Alike {
        let has_form = header.form == HeaderForm::Json || self.has_text_form(&header.ty);
        let (ty, form) = match (&header.ty, header.form) {
            _ if !has_form => (Type::String, HeaderForm::Simple),
            // Text of which nothing is known is text.
            (Type::Json, HeaderForm::Simple) => (Type::String, HeaderForm::Simple),
            (ty, form) => (ty.clone(), form),
        };
        Alike {
            wire: header.wire.to_ascii_lowercase(),
            identity: format!("{} {form:?}", self.type_identity(&ty)),
            ty,
            form,
            weakened: (!has_form).then(|| header.clone()),
            all: Vec::new(),
        }
    }

    fn type_identity(&self, ty: &Type) -> String {
        match self.unaliased(ty) {
            Type::List(inner) => format!("list {}", self.type_identity(inner)),
            Type::Map(inner) => format!("map {}", self.type_identity(inner)),
            Type::Nullable(inner) => format!("nullable {}", self.type_identity(inner)),
            Type::Named(id) => self.wanted[id.index()].identity.clone(),
            other => format!("{other:?}"),
        }
    }

    /// The keys, in the order of the declarations.
    fn name_keys(&mut self, declared: &IndexMap<(String, String), Alike>) -> Vec<HeaderKey> {
        let mut by_wire: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for (index, alike) in declared.values().enumerate() {
            by_wire.entry(&alike.wire).or_default().push(index);
        }
        let claim = |alike: &Alike| {
            let beside = || by_wire[alike.wire.as_str()].iter().map(|index| &declared[*index]);
            // Of several types under one name, the smallest keeps it, and what the others are follows it.
            let keeps = beside().all(|other| alike.identity <= other.identity);
            // The smallest spelling names the key, so that the order of the answers makes no difference.
            let spelled = beside().flat_map(|alike| &alike.all);
            let smallest = spelled.map(|header| (&header.wire, header.name.as_str())).min();
            let name = smallest.map(|(_, name)| name).unwrap_or_default();
            let first = alike.all.first();
            Claim {
                identity: format!("{} {}", alike.wire, alike.identity),
                spoken: first.map(|header| header.wire.clone()),
                second: Some(Second {
                    rank: u8::from(!keeps),
                    name: format!("{name}_{}", self.word(&alike.ty)),
                }),
                ..Claim::new(
                    name,
                    &alike.wire,
                    first.map(|header| header.pointer.clone()).unwrap_or_default(),
                )
            }
        };
        let claims: Vec<Claim> = declared.values().map(claim).collect();
        let names = Namespace::new(Kind::HeaderKeys).name(&claims, self.report);
        let keys = declared.values().zip(names);
        keys.filter_map(|(alike, name)| self.header_key(alike, name.to_uppercase()))
            .collect()
    }

    fn header_key(&mut self, alike: &Alike, name: String) -> Option<HeaderKey> {
        let first = alike.all.first()?;
        let mut docs = first.docs.clone();
        if let Some(header) = &alike.weakened {
            docs.notes.push(Note::AsText);
            let message = format!("the type of the header {} has no form as text", shortened(&alike.wire));
            let diagnostic = Diagnostic::new(Code::HeaderAsText, header.pointer.clone(), message);
            self.report.push(diagnostic.label("read as text"));
        }
        Some(HeaderKey {
            name: ConstName::new(name),
            wire: alike.wire.clone(),
            ty: alike.ty.clone(),
            form: alike.form,
            required: first.required,
            docs,
            deprecated: alike.all.iter().all(|header| header.deprecated),
            pointer: first.pointer.clone(),
        })
    }

    /// What a type is, as a word of a name.
    fn word(&self, ty: &Type) -> &'static str {
        match self.unaliased(ty) {
            Type::Bool => "boolean",
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => "integer",
            Type::F64 => "number",
            Type::Timestamp => "timestamp",
            Type::Date => "date",
            Type::List(_) => "list",
            Type::Map(_) | Type::JsonObject => "object",
            Type::Json => "json",
            Type::Nullable(inner) => self.word(inner),
            Type::Named(id) => match self.types[id.index()].shape {
                Shape::Enum { .. } => "enum",
                _ => "object",
            },
            _ => "text",
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
    operations.flat_map(|Operation { success, errors, .. }| {
        let errors = errors.iter_mut().flat_map(|errors| &mut errors.responses);
        let responses = success.responses.iter_mut().chain(errors);
        responses.flat_map(|response| &mut response.headers)
    })
}
