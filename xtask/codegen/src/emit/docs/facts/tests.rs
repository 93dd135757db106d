//! Each kind of fact: shown by the Rust item, or said.

use serde_json::json;

use super::*;
use crate::emit::tests::make;
use crate::ir::{Bound, JsonType};

fn scalar(json_type: JsonType, format: Option<&str>) -> Scalar {
    Scalar {
        json_type,
        is_enum: false,
        format: format.map(str::to_owned),
        length: Count::default(),
        range: Range::default(),
        pattern: None,
    }
}

fn text(format: &str) -> ValueShape {
    ValueShape::Scalar(scalar(JsonType::String, Some(format)))
}

fn said(shape: ValueShape, ty: &Type) -> Option<String> {
    said_with(shape, ty, Presence::Required, None)
}

fn said_with(shape: ValueShape, ty: &Type, presence: Presence, default: Option<Json>) -> Option<String> {
    let api = make::api(Vec::new(), Vec::new());
    let values = Values {
        shape,
        nullable: true,
        restrictions: Vec::new(),
    };
    let shown = Shown {
        api: &api,
        ty: Some(ty),
        presence,
        names: None,
    };
    hidden(
        Some(&Facts {
            values,
            default,
            example: None,
        }),
        &shown,
    )
}

#[test]
fn what_a_type_shows_is_not_said() {
    let integer = |format| ValueShape::Scalar(scalar(JsonType::Integer, format));
    let listed = ValueShape::Scalar(Scalar {
        is_enum: true,
        ..scalar(JsonType::String, Some("slug"))
    });
    for (shape, ty) in [
        (ValueShape::Any, Type::Json),
        (ValueShape::Null, Type::Null),
        (ValueShape::Scalar(scalar(JsonType::String, None)), Type::String),
        (text("date-time"), Type::Timestamp),
        (text("date"), Type::Date),
        (text("password"), Type::Secret),
        (text("binary"), Type::File),
        (integer(Some("int32")), Type::I32),
        (integer(Some("int64")), Type::I64),
        (integer(Some("uint8")), Type::U32),
        (integer(Some("uint64")), Type::U64),
        (ValueShape::Scalar(scalar(JsonType::Number, Some("double"))), Type::F64),
        (listed, Type::String),
        (
            ValueShape::JsonTypes(vec![JsonType::String, JsonType::Null]),
            Type::String,
        ),
        (
            ValueShape::Array {
                items: None,
                count: Count::default(),
                unique: false,
            },
            Type::List(Box::new(Type::Json)),
        ),
        (
            ValueShape::Object {
                values: None,
                count: Count::default(),
            },
            Type::JsonObject,
        ),
    ] {
        assert_eq!(said(shape.clone(), &ty), None, "{shape:?} in {ty:?}");
    }
}

#[test]
fn what_a_type_does_not_show_is_said() {
    let count = |min, max| Count { min, max };
    let bound = |number: i64, is_exclusive| {
        Some(Bound {
            value: number.into(),
            is_exclusive,
        })
    };
    let mut length = scalar(JsonType::String, None);
    (length.length, length.pattern) = (count(Some(1), Some(8)), Some("^a".to_owned()));
    let number = |low, high, step: Option<i64>| {
        let range = Range {
            low,
            high,
            multiple_of: step.map(Into::into),
        };
        ValueShape::Scalar(Scalar {
            range,
            ..scalar(JsonType::Integer, None)
        })
    };
    let uuids = Some(Box::new(Values {
        shape: text("uuid"),
        nullable: false,
        restrictions: Vec::new(),
    }));
    for (shape, ty, expected) in [
        (text("uuid"), Type::String, "Format `uuid`."),
        (text("date"), Type::Timestamp, "Format `date`."),
        (ValueShape::Constant(json!("a")), Type::String, "Always `\"a\"`."),
        (
            ValueShape::JsonTypes(vec![JsonType::String, JsonType::Integer]),
            Type::Json,
            "`string` or `integer`.",
        ),
        (
            ValueShape::Scalar(length),
            Type::String,
            "1 to 8 characters; matching `^a`.",
        ),
        (
            number(bound(1, false), bound(9, false), None),
            Type::I64,
            "From 1 to 9.",
        ),
        (
            number(bound(0, true), None, Some(5)),
            Type::I64,
            "Above 0; a multiple of 5.",
        ),
        (number(None, bound(9, true), None), Type::I64, "Below 9."),
        (
            number(bound(0, true), bound(9, false), None),
            Type::I64,
            "Above 0 and up to 9.",
        ),
        (
            ValueShape::Array {
                items: uuids.clone(),
                count: count(None, Some(1)),
                unique: true,
            },
            Type::List(Box::new(Type::String)),
            "At most 1 element; all different; each: format `uuid`.",
        ),
        (
            ValueShape::Object {
                values: uuids,
                count: count(Some(2), None),
            },
            Type::Map(Box::new(Type::String)),
            "At least 2 properties; each: format `uuid`.",
        ),
    ] {
        assert_eq!(
            said(shape.clone(), &ty).as_deref(),
            Some(expected),
            "{shape:?} in {ty:?}"
        );
    }
}

#[test]
fn presence_and_names_are_said_where_the_item_does_not_show_them() {
    let default = Some(json!(50));
    for (presence, default, expected) in [
        (Presence::Required, default.clone(), None),
        (Presence::Optional, None, None),
        (Presence::Patch, None, None),
        (Presence::Optional, default.clone(), Some("`50` when left out.")),
        (Presence::Patch, default, Some("`50` when left out.")),
        (Presence::Nullable, None, Some("Always present, `None` is `null`.")),
        (Presence::Defaulted, None, Some("Empty when left out.")),
    ] {
        let said = said_with(ValueShape::Any, &Type::Json, presence, default);
        assert_eq!(said.as_deref(), expected, "{presence:?}");
    }
    let api = make::api(Vec::new(), Vec::new());
    for (name, wire, expected) in [
        ("r#type", "type", None),
        ("label", "label", None),
        ("from_", "from", Some("`from` on the wire.")),
    ] {
        let name = FieldName::new(name);
        let shown = Shown {
            api: &api,
            ty: None,
            presence: Presence::Required,
            names: Some((&name, wire)),
        };
        assert_eq!(hidden(None, &shown).as_deref(), expected);
    }
}

#[test]
fn every_alternative_is_described() {
    let api = make::api(Vec::new(), Vec::new());
    let text = || ValueShape::Scalar(scalar(JsonType::String, None));
    for (shape, ty, expected) in [
        (ValueShape::Any, Type::Json, "Any JSON value."),
        (ValueShape::Null, Type::Null, "`null`."),
        (ValueShape::Constant(json!(1)), Type::I64, "Always `1`."),
        (text(), Type::String, "`string`."),
        (
            ValueShape::JsonTypes(vec![JsonType::Object]),
            Type::JsonObject,
            "`object`.",
        ),
        (
            ValueShape::JsonTypes(vec![JsonType::String, JsonType::Integer]),
            Type::Json,
            "`string` or `integer`.",
        ),
    ] {
        let values = Values {
            shape,
            nullable: false,
            restrictions: Vec::new(),
        };
        let facts = Facts {
            values,
            default: None,
            example: None,
        };
        assert_eq!(alternative(&api, &facts, &ty).as_deref(), Some(expected), "{facts:?}");
    }
}
