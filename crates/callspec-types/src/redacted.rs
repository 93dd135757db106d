//! JSON that is not printed. In: a value that nobody has described, or that a document marks as sensitive. Out: for `Debug`, the
//! names of its members, and `[redacted]` in the place of what they hold.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

/// Prints what a value is in JSON, names of members alone. A value without a JSON form is not printed at all.
pub struct Redacted<'a, T>(pub &'a T);

impl<T: Serialize> fmt::Debug for Redacted<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Names(&serde_json::to_value(self.0).unwrap_or(Value::Bool(true))).fmt(f)
    }
}

/// The names of the members of a value.
pub(crate) struct Names<'a>(pub(crate) &'a Value);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Value::Null => f.write_str("None"),
            Value::Array(items) => f.debug_list().entries(items.iter().map(Names)).finish(),
            Value::Object(members) => f
                .debug_map()
                .entries(members.iter().map(|(name, member)| (name, Names(member))))
                .finish(),
            Value::Bool(_) | Value::Number(_) | Value::String(_) => f.write_str("[redacted]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::Patch;

    #[test]
    fn names_are_printed_and_values_are_not() {
        let value = json!({"token": "marker", "n": [1, true, null, {"in": "marker"}], "none": null, "of": {}});
        let names =
            r#"{"n": [[redacted], [redacted], None, {"in": [redacted]}], "none": None, "of": {}, "token": [redacted]}"#;
        assert_eq!(format!("{:?}", Redacted(&value)), names);
        assert_eq!(format!("{:?}", Redacted(&Some(value.clone()))), names);
        assert_eq!(format!("{:?}", Redacted(&Patch::Value(value))), names);
        assert_eq!(format!("{:?}", Redacted(&None::<Value>)), "None");
        assert_eq!(format!("{:?}", Redacted(&BTreeMap::from([(vec![1], 2)]))), "[redacted]");
    }

    #[test]
    fn the_derive_prints_what_is_not_marked() {
        #[derive(PartialEq, crate::Debug, crate::Serialize)]
        struct Login {
            id: u8,
            #[serde(rename = "kind")]
            r#type: Option<&'static str>,
            #[redacted]
            settings: Vec<BTreeMap<&'static str, &'static str>>,
            #[serde(flatten)]
            #[redacted]
            extra: BTreeMap<String, Value>,
        }

        #[derive(PartialEq, crate::Debug)]
        enum Answer {
            Login(Box<Login>),
            #[redacted]
            Other(Value),
            Empty,
        }

        let login = Login {
            id: 1,
            r#type: Some("a"),
            settings: vec![BTreeMap::from([("key", "marker")])],
            extra: BTreeMap::from([("token".to_owned(), "marker".into())]),
        };
        let printed =
            r#"Login { id: 1, type: Some("a"), settings: [{"key": [redacted]}], extra: {"token": [redacted]} }"#;
        assert_eq!(format!("{login:?}"), printed);
        let answers = [
            Answer::Login(Box::new(login)),
            Answer::Other(json!(["marker"])),
            Answer::Empty,
        ];
        let printed = format!("[Login({printed}), Other([[redacted]]), Empty]");
        assert_eq!(format!("{answers:?}"), printed);
    }
}
