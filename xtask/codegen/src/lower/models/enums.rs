//! Enums: the literals of a schema, named.

use std::collections::HashSet;

use serde_json::Value as Json;

use crate::ir::{Literal, Pointer, Type, Value, VariantName};
use crate::lower::models::draft::Shape;
use crate::lower::models::{Models, Outcome};
use crate::lower::naming::{Claim, Items, Namespace, Second, names};
use crate::lower::schemas::is_component;
use crate::lower::schemas::view::View;

impl<'a> Models<'_, 'a> {
    /// What a schema with `enum` amounts to: an open enum, or a scalar where there is nothing to choose.
    pub(super) fn enumeration(&mut self, view: &View<'a>, pointer: &Pointer) -> Outcome {
        let is_component = is_component(pointer);
        let literals = distinct(&view.literals);
        match literals.as_slice() {
            [only] if !is_component => Outcome::Use(scalar(only)),
            [first, ..] if literals.iter().all(Json::is_boolean) => Outcome::Use(scalar(first)),
            [first, ..] if literals.iter().all(Json::is_number) && !literals.iter().all(Json::is_i64) => {
                Outcome::Use(scalar(first))
            }
            _ => {
                let names = view.extension("x-rust-names").and_then(Json::as_object);
                Outcome::Define(self.enum_of(&literals, names, pointer))
            }
        }
    }

    /// An enum of literals.
    pub(crate) fn enum_of(
        &mut self,
        literals: &[Json],
        names: Option<&serde_json::Map<String, Json>>,
        pointer: &Pointer,
    ) -> Shape {
        let spellings: Vec<String> = literals.iter().map(spelling).collect();
        let all: HashSet<&str> = spellings.iter().map(String::as_str).collect();
        let at = |index: usize| pointer.child("enum").child(&index.to_string());
        let claim = |(index, literal): (usize, &Json)| {
            let text = &spellings[index];
            let chosen = names.and_then(|names| names.get(text)).and_then(Json::as_str);
            let name = chosen.map_or_else(|| made_name(text, &all), names::variant_name);
            // The text `"10"` beside the number `10`.
            let second = chosen.is_none().then(|| Second {
                rank: u8::from(literal.is_string()),
                name: format!("{name}Text"),
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
                pointer: at(index),
            });
        }
        Shape::Enum { values }
    }
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

fn distinct(literals: &[Json]) -> Vec<Json> {
    let mut seen = HashSet::new();
    literals
        .iter()
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
