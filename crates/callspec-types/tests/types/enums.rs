//! Open enums, written as generated code writes them.

use callspec_types::{
    Unrecognized, UnrecognizedInteger, UnrecognizedValue, open_enum, open_integer_enum, open_value_enum,
};
use proptest::prelude::*;
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Status {
    Queued,
    InProgress,
    Unrecognized(Unrecognized),
}

impl Status {
    fn as_str(&self) -> &str {
        match self {
            Self::Queued => "queued",
            Self::InProgress => "in_progress",
            Self::Unrecognized(value) => value.as_str(),
        }
    }
}

impl From<&str> for Status {
    fn from(wire: &str) -> Self {
        match wire {
            "queued" => Self::Queued,
            "in_progress" => Self::InProgress,
            _ => Self::Unrecognized(Unrecognized::new(wire)),
        }
    }
}

open_enum!(Status);

#[derive(Clone, Debug, PartialEq)]
enum Code {
    Fine,
    Unrecognized(UnrecognizedInteger),
}

impl Code {
    fn as_i64(&self) -> i64 {
        match self {
            Self::Fine => 200,
            Self::Unrecognized(value) => value.as_i64(),
        }
    }
}

impl From<i64> for Code {
    fn from(wire: i64) -> Self {
        match wire {
            200 => Self::Fine,
            _ => Self::Unrecognized(UnrecognizedInteger::new(wire)),
        }
    }
}

open_integer_enum!(Code);

#[derive(Clone, Debug, PartialEq)]
enum Mixed {
    Auto,
    Unrecognized(UnrecognizedValue),
}

impl Mixed {
    fn as_json(&self) -> Value {
        match self {
            Self::Auto => json!("auto"),
            Self::Unrecognized(value) => value.as_json().clone(),
        }
    }
}

impl From<Value> for Mixed {
    fn from(wire: Value) -> Self {
        if wire == "auto" {
            Self::Auto
        } else {
            Self::Unrecognized(UnrecognizedValue::new(wire))
        }
    }
}

open_value_enum!(Mixed);

proptest! {
    #[test]
    fn a_string_enum_keeps_any_text(text in prop_oneof!["queued", "in_progress", ".*"]) {
        let status = Status::from(text.as_str());
        prop_assert_eq!(status.as_str(), &text);
        prop_assert_eq!(status.to_string(), text.clone());
        prop_assert_eq!(AsRef::<str>::as_ref(&status), text.as_str());
        prop_assert_eq!(text.parse::<Status>().unwrap(), status.clone());
        prop_assert_eq!(Status::from(text.clone()), status.clone());
        let known = ["queued", "in_progress"].contains(&text.as_str());
        prop_assert_eq!(known, !matches!(status, Status::Unrecognized(_)));
        let wire = serde_json::to_string(&status).unwrap();
        prop_assert_eq!(&wire, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(serde_json::from_str::<Status>(&wire).unwrap(), status);
    }

    #[test]
    fn an_integer_enum_keeps_any_number(number: i64) {
        let code: Code = serde_json::from_value(json!(number)).unwrap();
        prop_assert_eq!(serde_json::to_value(&code).unwrap(), json!(number));
        prop_assert_eq!(code.to_string(), number.to_string());
    }
}

#[test]
fn known_values_are_named_in_every_kind_of_enum() {
    assert_eq!(
        serde_json::from_str::<Status>(r#""in\u005fprogress""#).unwrap(),
        Status::InProgress
    );
    assert_eq!(
        serde_json::from_value::<Status>(json!("queued")).unwrap(),
        Status::Queued
    );
    assert_eq!(format!("{:>8}", Status::Queued), "  queued");
    assert_eq!(format!("{:?}", Status::from("new")), r#"Unrecognized("new")"#);
    assert_eq!(serde_json::from_str::<Code>("200").unwrap(), Code::Fine);
    assert_eq!(serde_json::from_str::<Mixed>(r#""auto""#).unwrap(), Mixed::Auto);
    let kept: Mixed = serde_json::from_str("[1,null]").unwrap();
    assert_eq!(serde_json::to_string(&kept).unwrap(), "[1,null]");
    assert!(serde_json::from_str::<Status>("7").is_err());
}
