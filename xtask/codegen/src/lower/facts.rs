//! Wire facts: what a schema says of its values.

use openapiv3::AdditionalProperties;

use super::schemas::json_types::json_types_of;
use super::schemas::view::{Bounds, Node, View};
use super::schemas::{Schemas, is_component};
use crate::ir::{Bound, Count, Facts, JsonType, Pointer, Range, Scalar, ValueShape, Values};

/// How many compositions of one part are looked through.
const PARTS: usize = 64;

/// How deep elements are described.
const DEPTH: usize = 3;

/// The wire facts of a property, parameter, header or variant.
pub(super) fn of<'a>(schemas: &Schemas<'a>, node: &Node<'a>) -> Facts {
    let default = schemas
        .resolve(node)
        .and_then(|(view, _)| view.data.default.clone())
        .filter(|value| !value.is_null());
    Facts {
        values: values(schemas, node, 0),
        default,
    }
}

fn values<'a>(schemas: &Schemas<'a>, node: &Node<'a>, depth: usize) -> Values {
    Values {
        shape: value_shape(schemas, node, depth, 0),
        nullable: schemas.is_nullable(node),
    }
}

/// The values of a schema, after so many compositions of one part; what is composed of itself has no end of them.
fn value_shape<'a>(schemas: &Schemas<'a>, node: &Node<'a>, depth: usize, parts: usize) -> ValueShape {
    let Some((view, pointer)) = schemas.resolve(node) else {
        return ValueShape::Any;
    };
    if view.ty == Some("null") || (view.null_literal && view.literals.is_empty() && view.ty.is_none()) {
        return ValueShape::Null;
    }
    // One value of a component is the only one that is known of an open set.
    if let [only] = view.literals.as_slice()
        && !is_component(&pointer)
    {
        return ValueShape::Constant(only.clone());
    }
    if let ([part], None) = (view.all_of, view.properties)
        && parts < PARTS
    {
        return value_shape(schemas, &Node::new(part, pointer), depth, parts + 1);
    }
    match view.ty {
        Some("array") => array_values(schemas, &view, &pointer, depth),
        _ if view.is_object() => object_values(schemas, &view, &pointer, depth),
        _ => match only_json_type(&view) {
            Some(json_type) => ValueShape::Scalar(scalar(json_type, &view)),
            None => match schemas.json_types(node) {
                types if types.is_empty() => ValueShape::Any,
                types => ValueShape::JsonTypes(types),
            },
        },
    }
}

fn array_values<'a>(schemas: &Schemas<'a>, view: &View<'a>, pointer: &Pointer, depth: usize) -> ValueShape {
    // Of a tuple the type says what each is.
    let is_tuple = view.extension("x-prefix-items").is_some();
    let items = view.items.filter(|_| depth < DEPTH && !is_tuple);
    ValueShape::Array {
        items: items.map(|items| Box::new(values(schemas, &Node::boxed(items, pointer.child("items")), depth + 1))),
        count: count(view.bounds.min_items, view.bounds.max_items),
        unique: view.bounds.unique_items,
    }
}

fn object_values<'a>(schemas: &Schemas<'a>, view: &View<'a>, pointer: &Pointer, depth: usize) -> ValueShape {
    let values = match view.additional {
        Some(AdditionalProperties::Schema(schema)) if view.properties.is_none() && depth < DEPTH => {
            let node = Node::new(schema, pointer.child("additionalProperties"));
            Some(Box::new(values(schemas, &node, depth + 1)))
        }
        _ => None,
    };
    ValueShape::Object {
        values,
        count: count(view.bounds.min_properties, view.bounds.max_properties),
    }
}

/// The one JSON type of a schema's values.
fn only_json_type(view: &View<'_>) -> Option<JsonType> {
    match view.ty {
        Some("string") => Some(JsonType::String),
        Some("integer") => Some(JsonType::Integer),
        Some("number") => Some(JsonType::Number),
        Some("boolean") => Some(JsonType::Boolean),
        _ => match json_types_of(view).as_slice() {
            [only] => Some(*only),
            _ => None,
        },
    }
}

fn scalar(json_type: JsonType, view: &View<'_>) -> Scalar {
    Scalar {
        json_type,
        is_enum: !view.literals.is_empty(),
        format: view.format.clone(),
        length: count(view.bounds.min_length, view.bounds.max_length),
        range: range(&view.bounds),
        pattern: view.bounds.pattern.clone(),
    }
}

fn count(min: Option<usize>, max: Option<usize>) -> Count {
    Count { min, max }
}

fn range(bounds: &Bounds) -> Range {
    let bound = |value: &Option<serde_json::Number>, is_exclusive| {
        let value = value.clone()?;
        Some(Bound { value, is_exclusive })
    };
    Range {
        low: bound(&bounds.minimum, bounds.exclusive_minimum),
        high: bound(&bounds.maximum, bounds.exclusive_maximum),
        multiple_of: bounds.multiple_of.clone(),
    }
}
