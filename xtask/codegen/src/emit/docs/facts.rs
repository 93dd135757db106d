//! Wire facts: what a schema says of its values and the Rust item does not show by itself.
//!
//! In: the facts of a schema, and what the item shows ([`Shown`]). Out: one sentence; `None` where the item says it all.

use serde_json::Value as Json;

use crate::code_span::{code, shortened};
use crate::emit::scope::resolve;
use crate::emit::words::bare;
use crate::formats;
use crate::ir::{Api, Count, Facts, FieldName, Presence, Range, Restriction, Scalar, Type, ValueShape, Values};

/// What an item shows by itself: its name, and a type in which its presence is seen.
pub(super) struct Shown<'a> {
    pub(super) api: &'a Api,
    /// The type without what presence adds; `None` where the type is one of several.
    pub(super) ty: Option<&'a Type>,
    pub(super) presence: Presence,
    /// The item's name, and that on the wire.
    pub(super) names: Option<(&'a FieldName, &'a str)>,
}

/// What the item does not show.
pub(super) fn hidden(facts: Option<&Facts>, shown: &Shown) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    if let Some((name, wire)) = shown.names
        && bare(name.as_str()) != wire
    {
        parts.push(format!("{} on the wire", shortened(wire)));
    }
    if let Some(facts) = facts {
        parts.extend(values(shown.api, &facts.values, shown.ty));
        let is_said = |default: &&Json| shown.presence != Presence::Required && !default.is_null();
        let default = facts.default.as_ref().filter(is_said);
        parts.extend(absence(shown.presence, default));
    }
    sentence(&parts)
}

/// An example of texts and numbers; other types show what values they have, and what is secret is no example.
pub(super) fn example(facts: Option<&Facts>, shown: &Shown) -> Option<String> {
    let facts = facts?;
    let is_plain = matches!(&facts.values.shape, ValueShape::Scalar(scalar) if !scalar.is_enum);
    let ty = shown.ty.map(|ty| match resolve(shown.api, ty) {
        Type::Nullable(inner) => resolve(shown.api, inner),
        ty => ty,
    });
    let is_open = !matches!(ty, Some(Type::Secret | Type::File | Type::Bool));
    let example = facts
        .example
        .as_ref()
        .filter(|value| is_plain && is_open && !value.is_null());
    example.map(|value| format!("Such as {}.", json(value)))
}

/// What null and absence mean, where the presence does not show it.
fn absence(presence: Presence, default: Option<&Json>) -> Option<String> {
    match (presence, default) {
        (Presence::Required, _) => None,
        (Presence::Nullable, _) => Some("always present, `None` is `null`".to_owned()),
        (Presence::Defaulted, _) => Some("empty when left out".to_owned()),
        (Presence::Optional | Presence::Patch, default) => {
            default.map(|default| format!("{} when left out", json(default)))
        }
    }
}

/// The values of an alternative, of which nothing else is said: what its type does not show, behind the JSON type.
pub(super) fn alternative(api: &Api, facts: &Facts, ty: &Type) -> Option<String> {
    let parts = values(api, &facts.values, Some(ty));
    sentence(
        &json_type(&facts.values.shape, resolve(api, ty))
            .into_iter()
            .chain(parts)
            .collect::<Vec<_>>(),
    )
}

fn json_type(shape: &ValueShape, ty: &Type) -> Option<String> {
    let name = match shape {
        ValueShape::Any => return Some("any JSON value".to_owned()),
        ValueShape::Constant(_) => return None,
        // Where the type does not show them, they are among what is said of the values.
        ValueShape::JsonTypes(kinds) => {
            let names: Vec<String> = kinds.iter().map(|kind| code(kind.as_str())).collect();
            return (*ty != Type::Json).then(|| either(&names));
        }
        ValueShape::Null => "null",
        ValueShape::Scalar(scalar) => scalar.json_type.as_str(),
        ValueShape::Array { .. } => "array",
        ValueShape::Object { .. } => "object",
    };
    Some(code(name))
}

/// Facts as a sentence: the first in a capital, or a code span.
fn sentence(parts: &[String]) -> Option<String> {
    let text = parts.join("; ");
    let mut chars = text.chars();
    let first = chars.next()?;
    Some(format!("{}{}.", first.to_uppercase(), chars.as_str()))
}

/// What values of a type are beyond it.
fn values(api: &Api, values: &Values, ty: Option<&Type>) -> Vec<String> {
    let ty = ty.map(|ty| match resolve(api, ty) {
        Type::Nullable(inner) => resolve(api, inner),
        ty => ty,
    });
    let mut said = shape(api, &values.shape, ty);
    // A type of the models says itself what restricts its values.
    let restrictions = values
        .restrictions
        .iter()
        .filter(|_| !matches!(ty, Some(Type::Named(_))));
    said.extend(restrictions.map(restriction));
    said
}

/// A keyword and its value.
pub(super) fn restriction(restriction: &Restriction) -> String {
    shortened(&format!("{}: {}", restriction.keyword, restriction.value))
}

fn shape(api: &Api, shape: &ValueShape, ty: Option<&Type>) -> Vec<String> {
    match shape {
        ValueShape::Any | ValueShape::Null => Vec::new(),
        ValueShape::Constant(value) => vec![format!("always {}", json(value))],
        ValueShape::JsonTypes(kinds) => {
            let names: Vec<String> = kinds.iter().map(|kind| code(kind.as_str())).collect();
            let is_shown = ty.is_some_and(|ty| *ty != Type::Json);
            if is_shown { Vec::new() } else { vec![either(&names)] }
        }
        ValueShape::Scalar(scalar) => self::scalar(scalar, ty),
        ValueShape::Array { items, count, unique } => {
            let different = unique.then(|| "all different".to_owned());
            let item = match ty {
                Some(Type::List(item)) => Some(&**item),
                _ => None,
            };
            let count = counted(*count, "element").into_iter();
            count
                .chain(different)
                .chain(each(api, items.as_deref(), item))
                .collect()
        }
        ValueShape::Object { values, count } => {
            let value = match ty {
                Some(Type::Map(value)) => Some(&**value),
                _ => None,
            };
            let count = counted(*count, "property").into_iter();
            count.chain(each(api, values.as_deref(), value)).collect()
        }
    }
}

/// What elements or the values of a map are beyond their type.
fn each(api: &Api, inner: Option<&Values>, ty: Option<&Type>) -> Option<String> {
    let said = values(api, inner?, ty).join(", ");
    (!said.is_empty()).then(|| format!("each: {said}"))
}

/// Texts as alternatives: `a`, `b` or `c`.
pub(super) fn either(texts: &[String]) -> String {
    match texts {
        [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
        texts => texts.concat(),
    }
}

fn scalar(scalar: &Scalar, ty: Option<&Type>) -> Vec<String> {
    let mut parts = Vec::new();
    let is_plain = |format: &&String| format.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    let is_beyond = |format: &&String| !scalar.is_enum && !ty.is_some_and(|ty| shows(ty, format));
    if let Some(format) = scalar.format.as_ref().filter(is_plain).filter(is_beyond) {
        parts.push(format!("format {}", code(format)));
    }
    parts.extend(counted(scalar.length, "character"));
    parts.extend(range(&scalar.range));
    if let Some(step) = &scalar.range.multiple_of {
        parts.push(format!("a multiple of {step}"));
    }
    if let Some(pattern) = &scalar.pattern {
        parts.push(format!("matching {}", shortened(pattern)));
    }
    parts
}

/// Whether a type shows a format: it holds exactly such values, or they are a type of the models.
fn shows(ty: &Type, format: &str) -> bool {
    let known = formats::of(format).map(|known| &known.ty);
    match ty {
        Type::Named(_) => true,
        Type::String => false,
        Type::File if format == "byte" => true,
        // By its bounds.
        Type::U64 if known == Some(&Type::I64) => true,
        ty => known == Some(ty),
    }
}

fn counted(count: Count, noun: &str) -> Option<String> {
    let plural = |n: usize| match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    match (count.min.filter(|&min| min > 0), count.max) {
        (Some(min), Some(max)) if min == max => Some(format!("{max} {}", plural(max))),
        (Some(min), Some(max)) => Some(format!("{min} to {max} {}", plural(max))),
        (Some(min), None) => Some(format!("at least {min} {}", plural(min))),
        (None, Some(max)) => Some(format!("at most {max} {}", plural(max))),
        (None, None) => None,
    }
}

fn range(range: &Range) -> Option<String> {
    Some(match (&range.low, &range.high) {
        (Some(low), Some(high)) if !low.is_exclusive && !high.is_exclusive => {
            format!("from {} to {}", low.value, high.value)
        }
        (Some(low), Some(high)) => format!(
            "{} {} and {} {}",
            if low.is_exclusive { "above" } else { "from" },
            low.value,
            if high.is_exclusive { "below" } else { "up to" },
            high.value
        ),
        (Some(low), None) if low.is_exclusive => format!("above {}", low.value),
        (Some(low), None) => format!("at least {}", low.value),
        (None, Some(high)) if high.is_exclusive => format!("below {}", high.value),
        (None, Some(high)) => format!("at most {}", high.value),
        (None, None) => return None,
    })
}

fn json(value: &Json) -> String {
    shortened(&value.to_string())
}

#[cfg(test)]
mod tests;
