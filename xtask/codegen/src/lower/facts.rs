//! Wire facts: what a schema says of a value, as one line of documentation.

use openapiv3::AdditionalProperties;
use serde_json::Value as Json;

use super::schemas::json_types::json_types_of;
use super::schemas::view::{Bounds, Node, View};
use super::schemas::{Schemas, is_component};
use crate::ir::{Flow, Kind, Presence};

/// How many compositions of one part are looked through.
const PARTS: usize = 64;

/// How deep element types are spelled out.
const DEPTH: usize = 3;

/// Null, as a type.
const NULL: &str = "`null`";

/// What is said of a value of which nothing is known.
const ANY: &str = "any JSON value";

impl<'a> Schemas<'a> {
    /// The wire facts of a property or parameter: its type, bounds, presence and default.
    pub(super) fn facts(&self, node: &Node<'a>, presence: Presence, flow: Flow) -> String {
        let ty = self.wire_type(node, 0);
        let mut line = format!("Wire type: {ty}");
        if self.is_nullable(node) && ty != NULL && ty != ANY {
            line.push_str(", or `null`");
        }
        let default = self
            .resolve(node)
            .and_then(|(view, _)| view.data.default.clone())
            .filter(|value| !value.is_null());
        match (presence, default) {
            (Presence::Required | Presence::Nullable, _) if flow == Flow::Received => {
                line.push_str(", always present.")
            }
            (Presence::Required | Presence::Nullable, _) => line.push_str(", required."),
            (_, Some(default)) => line.push_str(&format!("; optional, {} when left out.", code(&spelled(&default)))),
            (_, None) => line.push_str("; optional."),
        }
        line
    }

    /// The type of a schema's values in words.
    pub(super) fn wire_type(&self, node: &Node<'a>, depth: usize) -> String {
        self.wire_type_after(node, depth, 0)
    }

    /// The same after so many compositions of one part; what is composed of itself has no end of them.
    fn wire_type_after(&self, node: &Node<'a>, depth: usize, parts: usize) -> String {
        let Some((view, pointer)) = self.resolve(node) else {
            return ANY.to_owned();
        };
        if view.ty == Some("null") || (view.null_literal && view.literals.is_empty() && view.ty.is_none()) {
            return NULL.to_owned();
        }
        // One value of a component is the only one that is known of an open set.
        if let [only] = view.literals.as_slice()
            && !is_component(&pointer)
        {
            return format!("always {}", code(&spelled(only)));
        }
        if let ([part], None) = (view.all_of, view.properties)
            && parts < PARTS
        {
            return self.wire_type_after(&Node::new(part, pointer), depth, parts + 1);
        }
        match view.ty {
            Some("array") => self.array(&view, &pointer, depth),
            _ if view.is_object() => self.object_type(&view, &pointer, depth),
            _ => scalar(&view).unwrap_or_else(|| self.any_of_kinds(node)),
        }
    }

    fn array(&self, view: &View<'a>, pointer: &crate::ir::Pointer, depth: usize) -> String {
        let count = counted(view.bounds.min_items, view.bounds.max_items, "element");
        let different = if view.bounds.unique_items {
            ", all different"
        } else {
            ""
        };
        let Some(items) = view.items.filter(|_| depth < DEPTH) else {
            return format!("`array`{count}{different}");
        };
        let element = self.element_type(&Node::boxed(items, pointer.child("items")), depth);
        match count.as_str() {
            "" => format!("`array` of {element}{different}"),
            _ => format!("`array`{count}, each {element}{different}"),
        }
    }

    /// The type of an element of a list or map in words.
    fn element_type(&self, node: &Node<'a>, depth: usize) -> String {
        let text = self.wire_type(node, depth + 1);
        match self.is_nullable(node) && text != NULL && text != ANY {
            true => format!("{text} or {NULL}"),
            false => text,
        }
    }

    fn object_type(&self, view: &View<'a>, pointer: &crate::ir::Pointer, depth: usize) -> String {
        let count = counted(view.bounds.min_properties, view.bounds.max_properties, "property");
        match view.additional {
            Some(AdditionalProperties::Schema(schema)) if view.properties.is_none() && depth < DEPTH => {
                let element = self.element_type(&Node::new(schema, pointer.child("additionalProperties")), depth);
                match count.as_str() {
                    "" => format!("`object` of {element}"),
                    _ => format!("`object`{count}, each {element}"),
                }
            }
            _ => format!("`object`{count}"),
        }
    }

    fn any_of_kinds(&self, node: &Node<'a>) -> String {
        let names: Vec<String> = self
            .json_types(node)
            .into_iter()
            .map(|kind| format!("`{}`", json_type(kind)))
            .collect();
        match names.as_slice() {
            [] => ANY.to_owned(),
            [only] => only.clone(),
            [most @ .., last] => format!("{} or {last}", most.join(", ")),
        }
    }
}

fn scalar(view: &View<'_>) -> Option<String> {
    let ty = match view.ty {
        Some(ty @ ("string" | "integer" | "number" | "boolean")) => ty,
        _ => match json_types_of(view).as_slice() {
            [kind] => json_type(*kind),
            _ => return None,
        },
    };
    let mut text = format!("`{ty}`");
    if !view.literals.is_empty() {
        text.push_str(" (open set)");
    } else if let Some(format) = view
        .format
        .as_deref()
        .filter(|format| format.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c)))
    {
        text.push_str(&format!(" ({format})"));
    }
    text.push_str(&counted(view.bounds.min_length, view.bounds.max_length, "character"));
    text.push_str(&range(&view.bounds));
    if let Some(pattern) = &view.bounds.pattern {
        text.push_str(&format!(" matching {}", code(pattern)));
    }
    Some(text)
}

fn counted(min: Option<usize>, max: Option<usize>, noun: &str) -> String {
    let plural = |n: usize| match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    match (min.filter(|&min| min > 0), max) {
        (Some(min), Some(max)) if min == max => format!(" of {max} {}", plural(max)),
        (Some(min), Some(max)) => format!(" of {min} to {max} {}", plural(max)),
        (Some(min), None) => format!(" of at least {min} {}", plural(min)),
        (None, Some(max)) => format!(" of at most {max} {}", plural(max)),
        (None, None) => String::new(),
    }
}

fn range(bounds: &Bounds) -> String {
    let low = bounds.minimum.as_ref().map(|bound| (bound, bounds.exclusive_minimum));
    let high = bounds.maximum.as_ref().map(|bound| (bound, bounds.exclusive_maximum));
    let step = bounds
        .multiple_of
        .as_ref()
        .map(|step| format!(", a multiple of {step}"))
        .unwrap_or_default();
    let range = match (low, high) {
        (Some((low, false)), Some((high, false))) => format!(" from {low} to {high}"),
        (Some((low, over)), Some((high, under))) => {
            format!(
                " {} {low} and {} {high}",
                if over { "above" } else { "from" },
                if under { "below" } else { "up to" }
            )
        }
        (Some((low, false)), None) => format!(" of at least {low}"),
        (Some((low, true)), None) => format!(" above {low}"),
        (None, Some((high, false))) => format!(" of at most {high}"),
        (None, Some((high, true))) => format!(" below {high}"),
        (None, None) => String::new(),
    };
    range + &step
}

/// The name of a JSON type as JSON Schema spells it.
pub(super) fn json_type(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Array => "array",
        Kind::Object => "object",
        Kind::Null => "null",
    }
}

/// The documentation of an enum's value: its spelling on the wire.
pub(super) fn value_line(spelling: &str) -> String {
    if spelling.is_empty() {
        "The empty text.".to_owned()
    } else {
        format!("{}.", code(spelling))
    }
}

fn spelled(value: &Json) -> String {
    value.to_string()
}

/// A text as a code span of one line, shortened, with nothing in it that Markdown or rustc would read.
pub(super) fn code(text: &str) -> String {
    span(text, 80)
}

/// The same for a text whose end matters: a pointer.
pub(super) fn code_in_full(text: &str) -> String {
    span(text, usize::MAX)
}

fn span(text: &str, longest: usize) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in text.chars().take(longest) {
        match c {
            '`' => out.push('\''),
            c if c.is_control() || is_invisible(c) => out.push_str(&format!("U+{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    if text.chars().count() > longest {
        out.push('…');
    }
    // A code span may not be empty, and one that begins and ends with a space would lose both.
    if out.trim().is_empty() {
        format!("\"{out}\"")
    } else {
        format!("`{}`", out.trim())
    }
}

/// Characters that change or hide what stands around them: bidi controls, zero-width ones, line separators.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}')
}
