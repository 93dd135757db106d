//! Wire facts: what a schema says of its values, as one line.

use serde_json::Value as Json;

use crate::code_span::shortened;
use crate::ir::{Count, Facts, Flow, Presence, Range, Scalar, ValueShape, Values};

/// The values of a property or parameter, whether it is there, and its default; ends with a full stop.
pub(super) fn line(facts: &Facts, presence: Presence, flow: Flow) -> String {
    let Values { shape, nullable } = &facts.values;
    let null = if *nullable && can_be_null(shape) {
        ", or `null`"
    } else {
        ""
    };
    let presence = match (presence, &facts.default) {
        (Presence::Required | Presence::Nullable, _) if flow == Flow::Received => ", always present.".to_owned(),
        (Presence::Required | Presence::Nullable, _) => ", required.".to_owned(),
        (Presence::Defaulted, _) => "; optional, empty when left out.".to_owned(),
        (_, Some(default)) => format!("; optional, {} when left out.", json(default)),
        (_, None) => "; optional.".to_owned(),
    };
    format!("{}{null}{presence}", self::shape(shape))
}

/// Values in words.
pub(super) fn shape(shape: &ValueShape) -> String {
    match shape {
        ValueShape::Any => "any JSON value".to_owned(),
        ValueShape::Null => "`null`".to_owned(),
        ValueShape::Constant(value) => format!("always {}", json(value)),
        ValueShape::JsonTypes(kinds) => {
            let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.as_str())).collect();
            match names.as_slice() {
                [most @ .., last] if !most.is_empty() => format!("{} or {last}", most.join(", ")),
                names => names.concat(),
            }
        }
        ValueShape::Scalar(scalar) => self::scalar(scalar),
        ValueShape::Array { items, count, unique } => {
            let different = if *unique { ", all different" } else { "" };
            format!("{}{different}", many("array", *count, "element", items.as_deref()))
        }
        ValueShape::Object { values, count } => many("object", *count, "property", values.as_deref()),
    }
}

/// Arrays and objects, with what is in them.
fn many(name: &str, count: Count, noun: &str, inner: Option<&Values>) -> String {
    let count = counted(count, noun);
    match inner.map(element) {
        None => format!("`{name}`{count}"),
        Some(inner) if count.is_empty() => format!("`{name}` of {inner}"),
        Some(inner) => format!("`{name}`{count}, each {inner}"),
    }
}

fn element(values: &Values) -> String {
    let null = if values.nullable && can_be_null(&values.shape) {
        " or `null`"
    } else {
        ""
    };
    format!("{}{null}", shape(&values.shape))
}

/// Whether null is worth a word beside these values.
fn can_be_null(shape: &ValueShape) -> bool {
    !matches!(shape, ValueShape::Any | ValueShape::Null)
}

fn scalar(scalar: &Scalar) -> String {
    let mut text = format!("`{}`", scalar.json_type.as_str());
    let is_plain = |format: &&String| format.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c));
    if scalar.is_enum {
        text.push_str(" (open set)");
    } else if let Some(format) = scalar.format.as_ref().filter(is_plain) {
        text.push_str(&format!(" ({format})"));
    }
    text.push_str(&counted(scalar.length, "character"));
    text.push_str(&range(&scalar.range));
    if let Some(pattern) = &scalar.pattern {
        text.push_str(&format!(" matching {}", shortened(pattern)));
    }
    text
}

fn counted(count: Count, noun: &str) -> String {
    let plural = |n: usize| match noun.strip_suffix('y') {
        _ if n == 1 => noun.to_owned(),
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    match (count.min.filter(|&min| min > 0), count.max) {
        (Some(min), Some(max)) if min == max => format!(" of {max} {}", plural(max)),
        (Some(min), Some(max)) => format!(" of {min} to {max} {}", plural(max)),
        (Some(min), None) => format!(" of at least {min} {}", plural(min)),
        (None, Some(max)) => format!(" of at most {max} {}", plural(max)),
        (None, None) => String::new(),
    }
}

fn range(range: &Range) -> String {
    let ends = match (&range.low, &range.high) {
        (Some(low), Some(high)) if !low.is_exclusive && !high.is_exclusive => {
            format!(" from {} to {}", low.value, high.value)
        }
        (Some(low), Some(high)) => format!(
            " {} {} and {} {}",
            if low.is_exclusive { "above" } else { "from" },
            low.value,
            if high.is_exclusive { "below" } else { "up to" },
            high.value
        ),
        (Some(low), None) if low.is_exclusive => format!(" above {}", low.value),
        (Some(low), None) => format!(" of at least {}", low.value),
        (None, Some(high)) if high.is_exclusive => format!(" below {}", high.value),
        (None, Some(high)) => format!(" of at most {}", high.value),
        (None, None) => String::new(),
    };
    match &range.multiple_of {
        Some(step) => format!("{ends}, a multiple of {step}"),
        None => ends,
    }
}

fn json(value: &Json) -> String {
    shortened(&value.to_string())
}
