//! Documentation: what the IR says of an item in, lines for rustdoc out. Whatever is said, and how, is decided here.
//!
//! Texts of the document come out as Markdown that rustdoc takes as it is (`markdown`), names and values of it as code
//! spans ([`crate::code_span`]), and what is known beside as sentences of our own.

mod api;
mod client;
mod example;
mod facts;
mod headers;
mod lines;
mod markdown;
mod operation;
mod places;
mod types;
mod usage;

pub(super) use api::{client_root, models_root, module, title};
pub(super) use client::{builder, client, from_env, module as client_module, provider, scheme};
pub(super) use headers::{key, module as headers_module};
pub(super) use operation::{group, method, setter};
pub(super) use types::{body, content, conversion, errors, request, response, sparse, success};

use lines::Lines;

use crate::code_span::{code, shortened};
use crate::ir::{Api, Docs, Field, Flow, Literal, Note, Shape, TypeDef, Value, Variant};

/// What the document says of an item: its summary, its description, what that is based on, and when it goes.
fn described(docs: &Docs) -> Lines {
    let mut lines = Lines::default();
    lines.sentence(docs.summary.as_ref());
    lines.text(docs.description.as_ref());
    lines.ending(docs);
    lines
}

/// The documentation of a type.
pub(super) fn type_def(api: &Api, def: &TypeDef) -> Vec<String> {
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
    if docs.schema.is_some() && matches!(def.shape, Shape::Enum { .. }) {
        lines.paragraph(
            "The server may add values at any time; one that this release does not name is kept and sent back unchanged.",
        );
    }
    lines.ending(docs);
    if let Some(schema) = &docs.schema {
        lines.paragraph(format!("Schema: {}.", code(&format!("#{}", schema.0))));
    }
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
        Note::AttributesOf(id) => format!("The attributes of a {} of which only some were asked for.", name(*id)),
        Note::PartOf(id) => format!(
            "A {} of which only some fields were asked for: every attribute may be missing.",
            name(*id)
        ),
        Note::Discriminates { .. } | Note::AsText => return None,
    })
}

/// The documentation of a property of values that go this way.
pub(super) fn field(api: &Api, field: &Field, flow: Flow) -> Vec<String> {
    let mut lines = described(&field.docs);
    if let Some(facts) = &field.docs.facts {
        lines.paragraph(format!("Wire type: {}", facts::line(facts, field.presence, flow)));
    }
    for note in &field.docs.notes {
        if let Note::Discriminates { union, texts } = note {
            let (union, texts) = (code(api.type_def(*union).name.as_str()), discriminating(texts));
            lines.paragraph(format!("As an alternative of {union}: {texts}."));
        }
    }
    lines.done()
}

fn discriminating(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| shortened(text)).collect();
    match texts.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        texts => format!("always {}", texts.concat()),
    }
}

/// The documentation of an enum's value: its spelling on the wire, as JSON where not all values are texts.
pub(super) fn value(values: &[Value], value: &Value) -> Vec<String> {
    let are_texts = values.iter().all(|value| matches!(value.wire, Literal::String(_)));
    let spelling = match &value.wire {
        Literal::String(text) if are_texts => text.clone(),
        Literal::String(text) => serde_json::Value::from(text.as_str()).to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Json(value) => value.to_string(),
    };
    vec![match spelling.as_str() {
        "" => "The empty text.".to_owned(),
        spelling => format!("{}.", shortened(spelling)),
    }]
}

/// The documentation of a union's variant.
pub(super) fn variant(variant: &Variant) -> Vec<String> {
    let mut lines = described(&variant.docs);
    if let (true, Some(facts)) = (lines.is_empty(), &variant.docs.facts) {
        lines.paragraph(format!("{}.", capital(&facts::shape(&facts.values.shape))));
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
