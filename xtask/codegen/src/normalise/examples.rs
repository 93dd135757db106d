//! Examples of parameters, headers and bodies: by name, each with a value.

use serde_json::{Map, Value};

use super::context::Context;
use crate::report::Code;

/// `examples` is a map of example objects; a list of plain values is a habit.
pub(super) fn named(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    let Some(Value::Array(list)) = map.get_mut("examples") else {
        return;
    };
    let first = list.first_mut().map(Value::take);
    map.remove("examples");
    cx.warn_at(
        "examples",
        Code::WrongType,
        "`examples` has to be an object of named examples",
    );
    if let Some(first) = first
        && !map.contains_key("example")
    {
        map.insert("example".into(), first);
        cx.moved("examples/0", "example");
    }
}

/// What an example is as data has another name since 3.2 (OpenAPI 3.2 §4.19).
pub(super) fn example(map: &mut Map<String, Value>, cx: &mut Context<'_>) {
    if !map.contains_key("value")
        && let Some(value) = map.remove("dataValue")
    {
        map.insert("value".into(), value);
        cx.moved("dataValue", "value");
    }
}
