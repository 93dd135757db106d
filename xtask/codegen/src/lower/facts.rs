//! Wire facts: what a schema says of its values.

use openapiv3::{AdditionalProperties, ReferenceOr};
use serde_json::Value as Json;

use super::schemas::json_types::json_types_of;
use super::schemas::view::{Bounds, Node, View};
use super::schemas::{Schemas, is_component};
use crate::ir::{Bound, Count, Facts, JsonType, Pointer, Range, Restriction, Scalar, ValueShape, Values};

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
        example: None,
    }
}

/// The facts of an alternative that is known by its JSON type.
pub(super) fn of_json_type(json_type: JsonType) -> Facts {
    Facts {
        values: Values {
            shape: ValueShape::JsonTypes(vec![json_type]),
            nullable: false,
            restrictions: Vec::new(),
        },
        default: None,
        example: None,
    }
}

fn values<'a>(schemas: &Schemas<'a>, node: &Node<'a>, depth: usize) -> Values {
    Values {
        shape: value_shape(schemas, node, depth, 0),
        nullable: schemas.is_nullable(node),
        restrictions: restrictions(schemas, node, 0),
    }
}

/// The keys under which `normalise` keeps what has no place in the model, and what they are in JSON Schema.
const KEPT: [(&str, &str); 4] = [
    ("x-format", "format"),
    ("x-content-media-type", "contentMediaType"),
    ("x-content-encoding", "contentEncoding"),
    ("x-content-schema", "contentSchema"),
];

/// What restricts the values of a schema and has no counterpart in Rust, that of its one part included.
fn restrictions<'a>(schemas: &Schemas<'a>, node: &Node<'a>, parts: usize) -> Vec<Restriction> {
    let Some((view, pointer)) = schemas.resolve(node) else {
        return Vec::new();
    };
    let mut found = restrictions_of(&view);
    // Members that a struct has no field for.
    if view.properties.is_none() && view.all_of.is_empty() && !view.required.is_empty() {
        found.push(Restriction {
            keyword: "required".to_owned(),
            value: Json::from(view.required.to_vec()),
        });
    }
    if let ([part @ ReferenceOr::Reference { .. }], None) = (view.all_of, view.properties)
        && parts < PARTS
    {
        found.extend(restrictions(schemas, &Node::new(part, pointer), parts + 1));
    }
    found
}

fn is_empty(value: &Json) -> bool {
    value.as_object().is_some_and(serde_json::Map::is_empty)
}

/// What restricts the values of a schema as it stands, parts that stand in it included.
pub(super) fn restrictions_of(view: &View<'_>) -> Vec<Restriction> {
    let extensions = &view.data.extensions;
    if extensions.is_empty() && view.all_of.is_empty() && view.not.is_none() {
        return Vec::new();
    }
    let content = KEPT
        .iter()
        .filter_map(|(key, keyword)| Some((*keyword, extensions.get(*key)?)));
    let kept = extensions
        .get("x-constraints")
        .and_then(Json::as_object)
        .into_iter()
        .flatten();
    // A further property is passed over by whatever an object allows, and an empty schema restricts nothing.
    let restricts = |(keyword, value): &(&String, &Json)| *keyword != "unevaluatedProperties" && !is_empty(value);
    let kept = kept.filter(restricts).map(|(keyword, value)| (keyword.as_str(), value));
    let all = content.chain(kept);
    let alone = view.not.and_then(|not| serde_json::to_value(not).ok());
    let restriction = |keyword: &str, value: Json| Restriction {
        keyword: keyword.to_owned(),
        value,
    };
    let mut found: Vec<Restriction> = all
        .map(|(keyword, value)| restriction(keyword, value.clone()))
        .collect();
    found.extend(alone.map(|value| restriction("not", value)));
    for part in view.all_of.iter().filter_map(ReferenceOr::as_item) {
        found.extend(restrictions_of(&View::new(part)));
    }
    found
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
