//! Enums: the literals of a schema, named.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use crate::ir::{Docs, Literal, Pointer, Type, Value, VariantName};
use crate::lower::docs;
use crate::lower::models::draft::Shape;
use crate::lower::models::{Models, Outcome};
use crate::lower::naming::{Claim, Items, Namespace, Second, names};
use crate::lower::schemas::is_component;
use crate::lower::schemas::view::View;

impl<'a> Models<'_, 'a> {
    /// What schemas with `enum` amount to together: an open enum, or a scalar where there is nothing to choose.
    pub(super) fn enumeration(&mut self, views: &[View<'a>], pointer: &Pointer) -> Outcome {
        let is_component = is_component(pointer);
        let literals = distinct(views.iter().flat_map(|view| &view.literals));
        match literals.as_slice() {
            [only] if !is_component => Outcome::Use(scalar(only)),
            [first, ..] if literals.iter().all(Json::is_boolean) => Outcome::Use(scalar(first)),
            _ => Outcome::Define(self.enum_of(&literals, &Texts::of(views), pointer)),
        }
    }

    /// An enum of literals.
    pub(crate) fn enum_of(&mut self, literals: &[Json], texts: &Texts<'_>, pointer: &Pointer) -> Shape {
        let spellings: Vec<String> = literals.iter().map(spelling).collect();
        let all: HashSet<&str> = spellings.iter().map(String::as_str).collect();
        let at = |index: usize| pointer.child("enum").child(&index.to_string());
        let claim = |(index, literal): (usize, &Json)| {
            let text = &spellings[index];
            let chosen = texts.chosen.get(text.as_str()).copied().map(names::variant_name);
            let said = texts.names.get(text.as_str()).copied().map(names::variant_name);
            let made = made_name(text, &all);
            let name = chosen.clone().or_else(|| said.clone()).unwrap_or_else(|| made.clone());
            let second = chosen.is_none().then(|| Second {
                rank: u8::from(literal.is_string()),
                // The text `"10"` beside the number `10`.
                name: if said.is_some() { made } else { format!("{name}Text") },
            });
            Claim {
                identity: literal.to_string(),
                chosen: chosen.is_some(),
                second,
                ..Claim::new(name, text, at(index))
            }
        };
        let claims: Vec<Claim> = literals.iter().enumerate().map(claim).collect();
        let named = Namespace::new(Items::Values).name(claims, self.report);
        let mut values = Vec::with_capacity(literals.len());
        for ((index, literal), name) in literals.iter().enumerate().zip(named) {
            values.push(Value {
                name: VariantName::new(name),
                wire: self::literal(literal),
                docs: Docs {
                    description: docs::markdown(texts.descriptions.get(spellings[index].as_str()).copied()),
                    ..Docs::default()
                },
                deprecated: texts.deprecated.contains(spellings[index].as_str()),
                pointer: at(index),
            });
        }
        Shape::Enum { values }
    }
}

/// What the document says of values, by their spelling.
#[derive(Debug, Default)]
pub(crate) struct Texts<'a> {
    /// Names that the author chose for Rust.
    chosen: HashMap<String, &'a str>,
    /// Names that the document has for other readers.
    names: HashMap<String, &'a str>,
    descriptions: HashMap<String, &'a str>,
    /// Values that the document gave up.
    deprecated: HashSet<String>,
}

impl<'a> Texts<'a> {
    /// What schemas with `enum` say of their values. One of several with one value says it by its own title and description.
    pub(crate) fn of(views: &'a [View<'_>]) -> Self {
        let mut texts = Self::default();
        let titles: Vec<&str> = views.iter().filter_map(|view| view.data.title.as_deref()).collect();
        let are_different = titles.iter().collect::<HashSet<_>>().len() == titles.len();
        for view in views {
            let of = |key| view.extension(key).and_then(Json::as_object).into_iter().flatten();
            let of = |key| of(key).filter_map(|(value, text)| Some((value.clone(), text.as_str()?)));
            texts.chosen.extend(of("x-rust-names"));
            texts.names.extend(of("x-enum-varnames"));
            texts.descriptions.extend(of("x-enum-descriptions"));
            if let ([only], [_, _, ..]) = (view.literals.as_slice(), views) {
                let title = view
                    .data
                    .title
                    .as_deref()
                    .filter(|title| are_different && is_name(title));
                let description = view.data.description.as_deref();
                texts.deprecated.extend(view.data.deprecated.then(|| spelling(only)));
                texts.names.extend(title.map(|title| (spelling(only), title)));
                texts
                    .descriptions
                    .extend(description.map(|text| (spelling(only), text)));
            }
        }
        texts
    }
}

/// Whether a title is short enough for the name of a value.
fn is_name(title: &str) -> bool {
    title.len() <= 48 && title.chars().any(|c| c.is_ascii_alphabetic())
}

/// A literal of the document as one of the IR.
pub(crate) fn literal(value: &Json) -> Literal {
    match value {
        Json::String(text) => Literal::String(text.clone()),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Literal::Json(value.clone()), Literal::Integer),
        _ => Literal::Json(value.clone()),
    }
}

fn distinct<'l>(literals: impl Iterator<Item = &'l Json>) -> Vec<Json> {
    let mut seen = HashSet::new();
    literals
        .filter(|literal| seen.insert(literal.to_string()))
        .cloned()
        .collect()
}

fn scalar(value: &Json) -> Type {
    match value {
        Json::String(_) => Type::String,
        Json::Bool(_) => Type::Bool,
        Json::Number(number) if number.is_i64() => Type::I64,
        Json::Number(_) => Type::F64,
        _ => Type::Json,
    }
}

fn spelling(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The name made of a value; `-created` beside `created` is the descending order.
fn made_name(text: &str, all: &HashSet<&str>) -> String {
    match text.strip_prefix('-') {
        Some(field) if all.contains(field) && field.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            format!("{}Descending", names::variant_name(field))
        }
        _ => names::variant_name(text),
    }
}
