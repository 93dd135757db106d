//! The derives of this crate beside those of serde: the same structs, the same JSON, the same answers.

use std::fmt::Debug;

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};

/// The structs, once with each pair of derives, and what each of these has to be told of a field.
macro_rules! structs {
    (
        $module:ident by $($derives:ident)+,
        optional: { $($optional:tt)* }, patch: { $($patch:tt)* }, nullable: { $($nullable:tt)* }, or_default: { $($or_default:tt)* },
        some_null: { $($some_null:tt)* }
    ) => {
        mod $module {
            use std::collections::BTreeMap;

            use callspec_types::Patch;
            use $($derives)+::{Deserialize, Serialize};

            #[derive(Debug, Deserialize, Serialize)]
            pub(crate) struct Call {
                pub id: String,
                $($nullable)*
                pub r#type: Option<String>,
                #[serde(rename = "a \"b\"")]
                pub quoted: Vec<Option<i64>>,
                $($optional)*
                pub ended: Option<bool>,
                $($patch)*
                #[serde(rename = "lastAgent")]
                pub agent: callspec_types::Patch<Box<Agent>>,
                $($or_default)*
                pub first: Box<Agent>,
            }

            #[derive(Debug, Default, Deserialize, Serialize)]
            pub(crate) struct Agent {
                $($patch)*
                label: Patch<String>,
                $($some_null)*
                other: Option<serde_json::Value>,
                $($some_null)*
                ended: Option<()>,
                $($optional)*
                level: std::option::Option<u8>
            }

            #[derive(Debug, Deserialize, Serialize)]
            pub(crate) struct Open {
                id: i64,
                $($optional)*
                next: Option<Box<Self>>,
                #[serde(flatten)]
                more: BTreeMap<String, Option<Agent>>,
            }

            type Maybe = Option<String>;

            mod of_the_document {
                #[derive(Debug, super::Deserialize, super::Serialize)]
                pub(crate) struct Patch {}
            }

            /// What looks like an optional field and is none.
            #[derive(Debug, Deserialize, Serialize)]
            pub(crate) struct Required {
                label: Maybe,
                level: <Vec<Option<u8>> as IntoIterator>::Item,
                next: of_the_document::Patch,
                ended: BTreeMap<String, Option<bool>>,
            }

            #[derive(Debug, Deserialize, Serialize)]
            pub(crate) struct Empty {}
        }
    };
}

structs!(
    ours by callspec_types,
    optional: {}, patch: {}, nullable: { #[required] }, or_default: { #[or_default] },
    some_null: { #[some_null] }
);
structs!(
    theirs by serde,
    optional: { #[serde(default, skip_serializing_if = "Option::is_none")] },
    patch: { #[serde(default, skip_serializing_if = "Patch::is_absent")] },
    nullable: {},
    or_default: { #[serde(default, deserialize_with = "crate::objects::null_as_default")] },
    some_null: { #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "crate::objects::some")] }
);

/// Reads `null` as the default, for serde's derives.
fn null_as_default<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads `null` as a value, for serde's derives.
fn some<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What an error says, and where it is. Where numbers are texts, what stands in the place of one is read to its end.
fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    match said.split_once(" at line ") {
        Some((said, _)) if cfg!(feature = "arbitrary-precision") => said.to_owned(),
        _ => said,
    }
}

/// Whether both read `json` in the same way and write the same again.
fn are_alike<Ours, Theirs>(json: &str) -> Result<(), TestCaseError>
where
    Ours: Debug + DeserializeOwned + Serialize,
    Theirs: Debug + DeserializeOwned + Serialize,
{
    let show = |value: &dyn Debug| format!("{value:?}");
    match (serde_json::from_str::<Ours>(json), serde_json::from_str::<Theirs>(json)) {
        (Ok(ours), Ok(theirs)) => {
            prop_assert_eq!(show(&ours), show(&theirs));
            prop_assert_eq!(serde_json::to_string(&ours)?, serde_json::to_string(&theirs)?);
            prop_assert_eq!(serde_json::to_value(&ours)?, serde_json::to_value(&theirs)?);
        }
        (Err(ours), Err(theirs)) => {
            // serde reads what it flattens last, so that of two faults it may see the other one; and it looks into arrays.
            let is_same_fault = !json.contains('[') && !std::any::type_name::<Ours>().ends_with("Open");
            prop_assert!(!is_same_fault || said(&ours) == said(&theirs), "{ours} {theirs}");
        }
        (ours, theirs) => prop_assert!(false, "{json}: {ours:?} {theirs:?}"),
    }
    Ok(())
}

fn all_are_alike(json: &str) -> Result<(), TestCaseError> {
    are_alike::<ours::Call, theirs::Call>(json)?;
    are_alike::<ours::Agent, theirs::Agent>(json)?;
    are_alike::<ours::Open, theirs::Open>(json)?;
    are_alike::<ours::Required, theirs::Required>(json)?;
    are_alike::<ours::Empty, theirs::Empty>(json)
}

/// An object with some of the members that the structs know, in any order, some of them twice, some of another type.
fn any_object() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just(json!(null)),
        Just(json!("x")),
        Just(json!(7)),
        Just(json!(true)),
        Just(json!([1, null])),
    ];
    let members = |value: BoxedStrategy<String>| {
        let key = prop::sample::select(vec![
            "id",
            "type",
            "a \"b\"",
            "ended",
            "lastAgent",
            "first",
            "label",
            "level",
            "next",
            "other",
        ]);
        let member = (key, value).prop_map(|(key, value)| format!("{}:{value}", json!(key)));
        prop::collection::vec(member, 0..7).prop_map(|members| format!("{{{}}}", members.join(",")))
    };
    let scalar = scalar.prop_map(|value: Value| value.to_string()).boxed();
    let inner = members(scalar.clone());
    members(prop_oneof![4 => scalar, 1 => inner].boxed())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn objects_are_read_and_written_as_by_serde(json in any_object()) {
        all_are_alike(&json)?;
    }
}

#[test]
fn whole_objects_are_read_and_written_as_by_serde() {
    for json in [
        r#"{"id":"1","type":null,"a \"b\"":[1,null],"ended":true,"lastAgent":{"label":null,"level":3}}"#,
        r#"{"lastAgent":null,"a \"b\"":[],"id":"1","other":{"deep":[{}]}}"#,
        r#"{"id":1,"next":{"id":2,"a":null},"b":{"label":"x"},"a":{},"b":null}"#,
        r#"{"other":null,"ended":null}"#,
        r#"{"other":{"deep":null},"ended":7}"#,
        r#"{"id":"1","id":"2"}"#,
        r#"{"id":"1","a \"b\"":[],"first":null}"#,
        r#"{"id":"1","a \"b\"":[],"first":{"level":3}}"#,
        r#"{"id":"1","a \"b\"":[],"first":null,"first":{}}"#,
        r#"{"id":"1","a \"b\"":[],"first":7}"#,
        r#"{"type":"x"}"#,
        r#"{"next":{},"ended":{"a":null}}"#,
        r#"{"next":{},"ended":{},"label":null,"level":null}"#,
        r#"{"next":{},"ended":{},"label":"x","level":3}"#,
        r#"{"id":"1""#,
        "{}",
        "null",
        "7",
        r#""text""#,
    ] {
        all_are_alike(json).unwrap();
    }
}

#[test]
fn an_array_is_no_object() {
    let errors = [
        serde_json::from_str::<ours::Agent>("[]").unwrap_err(),
        serde_json::from_str::<ours::Agent>(r#"["front desk", 3]"#).unwrap_err(),
    ];
    for error in errors {
        assert!(
            error
                .to_string()
                .starts_with("invalid type: sequence, expected struct Agent"),
            "{error}"
        );
    }
    assert!(serde_json::from_value::<ours::Agent>(json!([])).is_err());
}
