//! The walk through a document: every object that OpenAPI defines, in the order of the text.

use serde_json::Value;

use super::Node;
use crate::normalise::cursor::Cursor;
use crate::normalise::grammar::{ObjectKind, Slot};

/// Calls something for every object of a document.
pub(super) fn walk<'d>(document: &'d Value, visit: &mut dyn FnMut(Node<'d>)) {
    step(document, ObjectKind::Root, &mut Cursor::default(), visit);
}

/// Calls something for an object of a kind and all below it.
pub(super) fn walk_from<'d>(value: &'d Value, kind: ObjectKind, at: &str, visit: &mut dyn FnMut(Node<'d>)) {
    step(value, kind, &mut Cursor::at(at), visit);
}

fn step<'d>(value: &'d Value, kind: ObjectKind, place: &mut Cursor, visit: &mut dyn FnMut(Node<'d>)) {
    let Value::Object(map) = value else { return };
    let at = place.pointer();
    visit(Node { value, kind, at });
    for (name, child) in map {
        let Some(slot) = slot(kind, name) else { continue };
        let mark = place.enter(name);
        match (slot, child) {
            (Slot::One(kind) | Slot::OneOrBool(kind) | Slot::List(kind), Value::Array(list)) => {
                for (index, child) in list.iter().enumerate() {
                    let mark = place.enter_index(index);
                    step(child, kind, place, visit);
                    place.leave(mark);
                }
            }
            (Slot::One(kind) | Slot::OneOrBool(kind), child) => step(child, kind, place, visit),
            (Slot::Map(kind), Value::Object(map)) => {
                for (name, child) in map {
                    let mark = place.enter(name);
                    step(child, kind, place, visit);
                    place.leave(mark);
                }
            }
            _ => {}
        }
        place.leave(mark);
    }
}

/// What a key holds; path items among the components are kept under an `x-` key.
fn slot(kind: ObjectKind, name: &str) -> Option<Slot> {
    match (kind, name) {
        (ObjectKind::Components, "x-path-items") => Some(Slot::Map(ObjectKind::PathItem)),
        _ => match kind.entries() {
            Some(entry) if !name.starts_with("x-") && name != "$ref" => Some(Slot::One(entry)),
            Some(_) => None,
            None => kind.key(name).map(|key| key.slot),
        },
    }
}
