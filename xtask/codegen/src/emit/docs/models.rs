//! Documentation of the models: types, their parts, constructors and setters.

use super::facts::Shown;
use super::lines::{Lines, paragraph};
use super::{described, facts, places, with_facts};
use crate::code_span::{code, shortened};
use crate::emit::words::bare;
use crate::ir::{Api, Field, FieldName, Initial, Literal, LiteralKind, Note, Pointer, TypeDef, Value, Variant};

/// The documentation of a type.
pub(in crate::emit) fn type_def(api: &Api, def: &TypeDef) -> Vec<String> {
    let docs = &def.docs;
    let mut lines = Lines::default();
    lines.text(docs.description.as_ref());
    docs.notes
        .iter()
        .filter_map(|note| type_note(api, note))
        .for_each(|note| lines.paragraph(note));
    if lines.is_empty() {
        lines.sentence(docs.title.as_ref());
    }
    if let (true, Some(place)) = (lines.is_empty(), docs.schema.as_ref().and_then(places::place)) {
        lines.paragraph(format!("{}.", capital(&place)));
    }
    lines.ending(docs);
    let is_named_apart = |schema: &&Pointer| schema.0 != format!("/components/schemas/{}", def.name);
    if let Some(schema) = docs
        .schema
        .as_ref()
        .filter(|schema| lines.is_empty() || is_named_apart(schema))
    {
        lines.paragraph(format!("Schema: {}.", code(&format!("#{}", schema.0))));
    }
    if !docs.restrictions.is_empty() {
        let all: Vec<String> = docs.restrictions.iter().map(facts::restriction).collect();
        lines.paragraph(format!("Restricted by {}.", all.join(", ")));
    }
    lines.page(docs);
    lines.done()
}

fn type_note(api: &Api, note: &Note) -> Option<String> {
    let name = |id| code(api.type_def(id).name.as_str());
    Some(match note {
        Note::BaseOf(parent) => format!(
            "A {} that is none of the others: it has what all of them have.",
            shortened(parent)
        ),
        Note::FieldOf(id) => format!("A field of {}, to ask for some fields only.", name(*id)),
        Note::AttributesOf(id) => format!("The attributes of {} that were asked for.", name(*id)),
        Note::PartOf(id) => format!(
            "{} with the fields that were asked for: every attribute may be missing.",
            name(*id)
        ),
        Note::Discriminates { .. } | Note::FoundOut | Note::AsText | Note::Webhook(_) => return None,
    })
}

/// The documentation of a property.
pub(in crate::emit) fn field(api: &Api, field: &Field) -> Vec<String> {
    let shown = Shown {
        api,
        ty: Some(&field.ty),
        presence: field.presence,
        names: Some((&field.name, &field.wire)),
    };
    let mut lines = with_facts(&field.docs, &shown);
    for note in &field.docs.notes {
        if let Note::Discriminates { union, texts } = note {
            let (union, texts) = (code(api.type_def(*union).name.as_str()), discriminating(texts));
            lines.paragraph(format!("As an alternative of {union}: {texts}."));
        }
    }
    if lines.is_empty() {
        lines.paragraph(format!("{}.", shortened(&field.wire)));
    }
    lines.example(&field.docs, &shown);
    lines.page(&field.docs);
    lines.done()
}

fn discriminating(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| shortened(text)).collect();
    match texts.as_slice() {
        [only] => format!("always {only}"),
        texts => facts::either(texts),
    }
}

/// The documentation of an enum's value: its spelling on the wire, as JSON where not all values are texts, and what the document
/// says of it.
pub(in crate::emit) fn value(values: &[Value], value: &Value) -> Vec<String> {
    let are_texts = LiteralKind::of(values) == LiteralKind::Strings;
    let spelling = match &value.wire {
        Literal::String(text) if are_texts => text.clone(),
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Json(value) => value.to_string(),
    };
    let mut lines = Lines::default();
    lines.paragraph(match spelling.as_str() {
        "" => "The empty text.".to_owned(),
        spelling => format!("{}.", shortened(spelling)),
    });
    lines.text(value.docs.description.as_ref());
    lines.done()
}

/// The documentation of a union's variant.
pub(in crate::emit) fn variant(api: &Api, variant: &Variant) -> Vec<String> {
    let mut lines = described(&variant.docs);
    if let (true, Some(facts)) = (lines.is_empty(), &variant.docs.facts) {
        facts::alternative(api, facts, &variant.ty)
            .into_iter()
            .for_each(|said| lines.paragraph(said));
    }
    lines.done()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

/// The documentation of the constructor of an object.
pub(in crate::emit) fn new(def: &TypeDef, fields: &[Field]) -> Vec<String> {
    let argument = |field: &Field| field.initial == Initial::Argument;
    let constant = |field: &Field| field.initial.is_constant();
    let open = |field: &Field| field.initial == Initial::Absent;
    let name = code(def.name.as_str());
    paragraph(
        match (
            fields.iter().any(argument),
            fields.iter().any(open),
            fields.iter().any(constant),
        ) {
            (true, true, _) => format!("Creates a new {name} from its required properties."),
            (true, false, _) => format!("Creates a new {name} from its properties."),
            (false, _, true) => format!("Creates a new {name} from its constant properties."),
            (false, _, false) => format!("Creates an empty {name}."),
        },
    )
}

/// The documentation of the setter of a property.
pub(in crate::emit) fn set(name: &FieldName) -> Vec<String> {
    let name = bare(name.as_str());
    paragraph(format!("Sets [`{name}`](Self::{name})."))
}
