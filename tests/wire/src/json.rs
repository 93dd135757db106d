//! JSON as value. In: two values. Out: where they differ. In: one. Out: what a server may make of it.

use std::collections::BTreeSet;

use serde_json::{Number, Value};

use crate::spec::escaped;

/// The places where two values differ: a JSON pointer each, with what is expected and what is found there.
///
/// The order of members does not count, and numbers compare by what they stand for (`1` is `1.0`, RFC 8259 §6).
pub fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare(Some(expected), Some(found), "", &mut differences);
    differences
}

fn compare(expected: Option<&Value>, found: Option<&Value>, pointer: &str, differences: &mut Vec<String>) {
    match (expected, found) {
        (Some(Value::Object(expected)), Some(Value::Object(found))) => {
            let names: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
            for name in names {
                let pointer = format!("{pointer}/{}", escaped(name));
                compare(expected.get(name), found.get(name), &pointer, differences);
            }
        }
        (Some(Value::Array(expected)), Some(Value::Array(found))) => {
            for index in 0..expected.len().max(found.len()) {
                let pointer = format!("{pointer}/{index}");
                compare(expected.get(index), found.get(index), &pointer, differences);
            }
        }
        (Some(Value::Number(expected)), Some(Value::Number(found))) if same(expected, found) => {}
        _ if expected == found => {}
        _ => differences.push(format!(
            "at {pointer:?}: expected {}, found {}",
            shown(expected),
            shown(found)
        )),
    }
}

/// What a server may make of a value: each member null, each member gone, and both of all at once; with a name for each.
///
/// What tells a resource from others stays (`id`, and `type` beside it), and so does what `is_needed` says, by its pointer.
pub fn worn(value: &Value, is_needed: impl Fn(&str) -> bool) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    members(value, "", &is_needed, &mut places);
    let without = |places: &mut dyn Iterator<Item = &String>, member: Option<&Value>| {
        places.fold(value.clone(), |value, place| set(value, place, member))
    };
    let null = Some(&Value::Null);
    let mut worn = Vec::new();
    for place in &places {
        worn.push((format!("null at {place:?}"), without(&mut [place].into_iter(), null)));
        worn.push((format!("nothing at {place:?}"), without(&mut [place].into_iter(), None)));
    }
    // Those that hold no other: the objects around them stay.
    let is_leaf = |place: &&String| !places.iter().any(|other| other.starts_with(&format!("{place}/")));
    worn.push((
        "null at the ends".to_owned(),
        without(&mut places.iter().filter(is_leaf), null),
    ));
    worn.push((
        "nothing at the ends".to_owned(),
        without(&mut places.iter().filter(is_leaf), None),
    ));
    worn.push(("null everywhere".to_owned(), without(&mut places.iter().rev(), null)));
    worn.push(("nothing anywhere".to_owned(), without(&mut places.iter().rev(), None)));
    worn
}

/// The members that may be missing, outer ones first.
fn members(value: &Value, pointer: &str, is_needed: &impl Fn(&str) -> bool, places: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, member) in object {
                let place = format!("{pointer}/{}", escaped(name));
                let is_identity = name == "id" || name == "type" && object.contains_key("id");
                if !is_identity && !is_needed(&place) {
                    places.push(place.clone());
                }
                members(member, &place, is_needed, places);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                members(item, &format!("{pointer}/{index}"), is_needed, places);
            }
        }
        _ => {}
    }
}

/// A value with the member or item at a place set, or the member taken out; the same where nothing is around the place.
pub fn set(mut value: Value, place: &str, member: Option<&Value>) -> Value {
    let (parent, name) = place.rsplit_once('/').unwrap_or_default();
    let name = name.replace("~1", "/").replace("~0", "~");
    match (value.pointer_mut(parent), member) {
        (Some(Value::Object(object)), Some(member)) => drop(object.insert(name, member.clone())),
        (Some(Value::Object(object)), None) => drop(object.remove(&name)),
        (Some(Value::Array(items)), Some(member)) => {
            let item = name.parse().ok().and_then(|at: usize| items.get_mut(at));
            item.into_iter().for_each(|item| *item = member.clone());
        }
        _ => {}
    }
    value
}

/// Integers are compared as such: beyond 2^53 several of them share one `f64`.
fn same(left: &Number, right: &Number) -> bool {
    if left.is_f64() || right.is_f64() {
        left.as_f64() == right.as_f64()
    } else {
        left == right
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_compare_by_value_and_members_in_any_order() {
        let expected = json!({"a": 1, "b": [0.5, {"c": null}]});
        let found = json!({"b": [0.5, {"c": null}], "a": 1.0});
        assert_eq!(differences(&expected, &found), Vec::<String>::new());
    }

    #[test]
    fn what_is_worn_keeps_its_identity() {
        let value = json!({"data": {"id": "1", "type": "a", "b": {"type": 2}}, "c": [3]});
        let worn = worn(&value, |place| place == "/data");
        let names: Vec<&str> = worn.iter().map(|(name, _)| &**name).collect();
        assert_eq!(
            names[..6],
            [
                "null at \"/c\"",
                "nothing at \"/c\"",
                "null at \"/data/b\"",
                "nothing at \"/data/b\"",
                "null at \"/data/b/type\"",
                "nothing at \"/data/b/type\"",
            ]
        );
        let left: Vec<Value> = worn[6..].iter().map(|(_, value)| value.clone()).collect();
        assert_eq!(
            left,
            [
                json!({"data": {"id": "1", "type": "a", "b": {"type": null}}, "c": null}),
                json!({"data": {"id": "1", "type": "a", "b": {}}}),
                json!({"data": {"id": "1", "type": "a", "b": null}, "c": null}),
                json!({"data": {"id": "1", "type": "a"}}),
            ]
        );
    }

    #[test]
    fn each_difference_has_its_place() {
        let expected = json!({"a/b": [1, 2], "c": null, "d": 9_007_199_254_740_993_i64});
        let found = json!({"a/b": [1], "d": 9_007_199_254_740_992_i64, "e": true});
        assert_eq!(
            differences(&expected, &found),
            [
                "at \"/a~1b/1\": expected 2, found nothing",
                "at \"/c\": expected null, found nothing",
                "at \"/d\": expected 9007199254740993, found 9007199254740992",
                "at \"/e\": expected nothing, found true",
            ]
        );
    }
}
