//! The keys of declared headers: one for each name and type.
//!
//! In: the headers of all responses. Out: [`HeaderKey`]s, whose names depend on what clashes alone, and the headers with
//! the names and types of their keys.

use indexmap::IndexMap;

use crate::code_span::shortened;
use crate::ir::{ConstName, Extra, HeaderForm, HeaderKey, LiteralKind, Note, Type};
use crate::lower::models::Models;
use crate::lower::models::draft::Shape;
use crate::lower::models::types::Types;
use crate::lower::naming::{Claim, Items, Namespace, Second};
use crate::lower::operations::draft::{Group, Header, Operation};
use crate::lower::schemas::is_component;
use crate::report::{Code, Diagnostic, Report};

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

impl Alike {
    /// How a header is read.
    fn read(header: &Header, types: &Types<'_>) -> Self {
        let has_form = header.form == HeaderForm::Json || has_text_form(types, &header.ty);
        let (ty, form) = match (&header.ty, header.form) {
            _ if !has_form => (Type::String, HeaderForm::Simple),
            // Text of which nothing is known is text.
            (Type::Json, HeaderForm::Simple) => (Type::String, HeaderForm::Simple),
            (ty, form) => (ty.clone(), form),
        };
        Self {
            wire: header.wire.to_ascii_lowercase(),
            identity: format!("{} {form:?}", type_identity(types, &ty)),
            ty,
            form,
            weakened: (!has_form).then(|| header.clone()),
            all: Vec::new(),
        }
    }
}

/// One key for each name and type: gives each header the name and the type of its key.
pub(crate) fn header_keys(groups: &mut [Group<'_>], models: &mut Models<'_, '_>) -> Vec<HeaderKey> {
    let mut declared: IndexMap<(String, String), Alike> = IndexMap::new();
    for header in headers_of(groups) {
        let read = Alike::read(header, &models.types);
        let weakened = read.weakened.clone();
        let alike = declared
            .entry((read.wire.clone(), read.identity.clone()))
            .or_insert(read);
        alike.weakened = alike.weakened.take().or(weakened);
        if alike.all.iter().all(|known| known.pointer != header.pointer) {
            alike.all.push(header.clone());
        }
    }
    let keys = keys(&declared, &models.types, models.report);
    for header in headers_of(groups) {
        let read = Alike::read(header, &models.types);
        let Some(key) = declared
            .get_index_of(&(read.wire, read.identity))
            .and_then(|index| keys.get(index))
        else {
            continue;
        };
        if let (Type::Named(id), true) = (&header.ty, header.ty != key.ty)
            && !is_component(models.types.pointer(*id))
        {
            models.types.supersede(*id);
        }
        (header.name, header.ty, header.form) = (key.name.to_string(), key.ty.clone(), key.form);
    }
    keys
}

fn type_identity(types: &Types<'_>, ty: &Type) -> String {
    match types.unaliased(ty) {
        Type::List(inner) => format!("list {}", type_identity(types, inner)),
        Type::Map(inner) => format!("map {}", type_identity(types, inner)),
        Type::Nullable(inner) => format!("nullable {}", type_identity(types, inner)),
        Type::Named(id) => types.identity(*id).to_owned(),
        other => format!("{other:?}"),
    }
}

/// The keys, in the order of the declarations.
fn keys(declared: &IndexMap<(String, String), Alike>, types: &Types<'_>, report: &mut Report) -> Vec<HeaderKey> {
    let mut by_wire: IndexMap<&str, Vec<usize>> = IndexMap::new();
    for (index, alike) in declared.values().enumerate() {
        by_wire.entry(&alike.wire).or_default().push(index);
    }
    let claim = |alike: &Alike| {
        let beside = || by_wire[alike.wire.as_str()].iter().map(|index| &declared[*index]);
        // Of several types under one name, the smallest keeps it, and what the others are follows it.
        let keeps = beside().all(|other| alike.identity <= other.identity);
        // The smallest spelling names the key, so that the order of the responses makes no difference.
        let spelled = beside().flat_map(|alike| &alike.all);
        let smallest = spelled.map(|header| (&header.wire, header.name.as_str())).min();
        let name = smallest.map(|(_, name)| name).unwrap_or_default();
        let first = alike.all.first();
        Claim {
            identity: format!("{} {}", alike.wire, alike.identity),
            spoken: first.map(|header| header.wire.clone()),
            second: Some(Second {
                rank: u8::from(!keeps),
                name: format!("{name}_{}", word(types, &alike.ty)),
            }),
            ..Claim::new(
                name,
                &alike.wire,
                first.map(|header| header.pointer.clone()).unwrap_or_default(),
            )
        }
    };
    let claims: Vec<Claim> = declared.values().map(claim).collect();
    let names = Namespace::new(Items::HeaderKeys).name(claims, report);
    let keys = declared.values().zip(names);
    keys.filter_map(|(alike, name)| header_key(alike, name.to_uppercase(), report))
        .collect()
}

fn header_key(alike: &Alike, name: String, report: &mut Report) -> Option<HeaderKey> {
    let first = alike.all.first()?;
    let mut docs = first.docs.clone();
    if let Some(header) = &alike.weakened {
        docs.notes.push(Note::AsText);
        let message = format!("the type of the header {} has no form as text", shortened(&alike.wire));
        let diagnostic = Diagnostic::new(Code::HeaderAsText, header.pointer.clone(), message);
        report.push(diagnostic.label("read as text"));
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
fn word(types: &Types<'_>, ty: &Type) -> &'static str {
    match types.unaliased(ty) {
        Type::Bool => "boolean",
        Type::I32 | Type::I64 | Type::U32 | Type::U64 => "integer",
        Type::F64 | Type::Decimal => "number",
        Type::Timestamp => "timestamp",
        Type::Date => "date",
        Type::List(_) | Type::Tuple { .. } => "list",
        Type::Map(_) | Type::JsonObject => "object",
        Type::Json => "json",
        Type::Nullable(inner) => word(types, inner),
        Type::Named(id) => match types.shape(*id) {
            Some(Shape::Enum { .. }) => "enum",
            _ => "object",
        },
        _ => "text",
    }
}

/// Whether the style `simple` has a form for a type: scalars, and lists and objects of them.
fn has_text_form(types: &Types<'_>, ty: &Type) -> bool {
    match types.unaliased(ty) {
        Type::List(inner) | Type::Map(inner) => is_scalar(types, inner),
        Type::JsonObject => true,
        Type::Named(id) => match types.shape(*id) {
            Some(Shape::Struct { fields, extra, .. }) => {
                fields.iter().all(|field| is_scalar(types, &field.ty))
                    && match extra {
                        Extra::Ignored | Extra::Unknown { .. } => true,
                        Extra::Kept { ty, .. } => matches!(types.unaliased(ty), Type::Json | Type::String),
                    }
            }
            _ => is_scalar(types, ty),
        },
        _ => is_scalar(types, ty),
    }
}

fn is_scalar(types: &Types<'_>, ty: &Type) -> bool {
    match types.unaliased(ty) {
        Type::Nullable(inner) => is_scalar(types, inner),
        Type::Named(id) => match types.shape(*id) {
            Some(Shape::Enum { values }) => LiteralKind::of(values) != LiteralKind::Mixed,
            _ => false,
        },
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::F64 | Type::Decimal => true,
        Type::String | Type::Secret | Type::Timestamp | Type::Date | Type::Json => true,
        _ => false,
    }
}

/// The headers of all responses, in the order of the document.
fn headers_of<'g>(groups: &'g mut [Group<'_>]) -> impl Iterator<Item = &'g mut Header> {
    let operations = groups.iter_mut().flat_map(|group| &mut group.operations);
    operations
        .flat_map(Operation::responses_mut)
        .flat_map(|response| &mut response.headers)
}
