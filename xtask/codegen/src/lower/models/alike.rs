//! Alternatives that no property tells apart. In: the signatures of two. Out: whether a value may be either, or both at once.

use crate::ir::JsonType;
use crate::lower::models::signatures::{Form, Property, Signature};
use crate::lower::models::tags::are_disjoint;
use crate::lower::schemas::Schemas;

/// How deep required properties are looked at.
const LEVELS: usize = 3;

/// Whether a value may be either, and neither loses anything of it.
pub(super) fn may_be_same<'a>(schemas: &Schemas<'a>, one: &Signature<'a>, other: &Signature<'a>) -> bool {
    may_be_same_below(schemas, one, other, LEVELS)
}

fn may_be_same_below<'a>(schemas: &Schemas<'a>, one: &Signature<'a>, other: &Signature<'a>, levels: usize) -> bool {
    if !share_type(&one.json_types, &other.json_types) {
        return false;
    }
    let is_object = |signature: &Signature<'_>| signature.json_types.contains(&JsonType::Object);
    let other_types = |signature: &Signature<'a>| {
        let types = signature.json_types.iter().filter(|ty| **ty != JsonType::Object);
        types.copied().collect::<Vec<_>>()
    };
    let shared = other_types(other);
    if !is_object(one) || !is_object(other) || other_types(one).iter().any(|ty| shared.contains(ty)) {
        return true;
    }
    let has_room = one.required().all(|key| other.knows(key)) && other.required().all(|key| one.knows(key));
    has_room
        && one.properties.iter().all(|(key, property)| {
            let same = other.properties.get(key);
            same.is_none_or(|same| {
                let may_be_missing = !property.is_required && !same.is_required;
                may_be_missing || levels == 0 || may_be_same_value(schemas, property, same, levels - 1)
            })
        })
}

/// Whether a value may be that of either property.
fn may_be_same_value<'a>(schemas: &Schemas<'a>, one: &Property<'a>, other: &Property<'a>, levels: usize) -> bool {
    if one.is_nullable && other.is_nullable {
        return true;
    }
    if let (Some(one), Some(other)) = (&one.values, &other.values) {
        return !are_disjoint(one, other);
    }
    if one.node.pointer == other.node.pointer {
        return true;
    }
    let (one, other) = (&one.node, &other.node);
    may_be_same_below(
        schemas,
        &Signature::of(schemas, one),
        &Signature::of(schemas, other),
        levels,
    )
}

/// Whether a value may be both objects at once, and each keeps something of it that the other loses.
pub(super) fn hold_together<'a>(schemas: &Schemas<'a>, one: &Signature<'a>, other: &Signature<'a>) -> bool {
    let has_more = |one: &Signature<'_>, other: &Signature<'_>| one.properties.keys().any(|key| !other.knows(key));
    one.is_object()
        && other.is_object()
        && has_more(one, other)
        && has_more(other, one)
        && one.properties.iter().all(|(key, property)| {
            let same = other.properties.get(key);
            same.is_none_or(|same| may_be_same_value(schemas, property, same, 0))
        })
}

/// Whether one says that texts have a form (`format`, `pattern`) of which the other says something else, or nothing.
pub(super) fn differ_in_form<'a>(schemas: &Schemas<'a>, one: &Signature<'a>, other: &Signature<'a>) -> bool {
    let of = |property: &Property<'a>| Signature::plain(schemas, &property.node).form;
    let differ = |one: Option<Form>, other: Option<Form>| one.zip(other).is_some_and(|(one, other)| one != other);
    let mut shared = one.properties.iter().filter_map(|(key, property)| {
        let same = other.properties.get(key)?;
        Some((of(property), of(same)))
    });
    differ(one.form.clone(), other.form.clone()) || shared.any(|(one, other)| differ(one, other))
}

/// Whether a value of one JSON type may be either; of no type everything may be known.
pub(super) fn share_type(one: &[JsonType], other: &[JsonType]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|ty| other.contains(ty))
}
