//! JSON as value. In: two values. Out: where they differ.

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
