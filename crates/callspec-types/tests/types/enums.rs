//! Open enums, written as generated code writes them.

use callspec_types::{OpenEnum, Unrecognized, UnrecognizedInteger, UnrecognizedValue};
use proptest::prelude::*;
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Eq, Hash, OpenEnum)]
#[serde(rename_all = "snake_case")]
enum Status {
    Queued,
    InProgress,
    Unrecognized(Unrecognized),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum Code {
    #[value(200)]
    Fine,
    #[value(-1)]
    Failed,
    Unrecognized(UnrecognizedInteger),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
enum Mixed {
    #[value("auto")]
    Auto,
    #[value({"a": [null, -0.5]})]
    Nested,
    Unrecognized(UnrecognizedValue),
}

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

#[test]
fn literals_of_any_kind_are_told_by_their_marks() {
    assert_eq!([Code::from(200), Code::from(-1)], [Code::Fine, Code::Failed]);
    assert_eq!([Code::Fine.as_i64(), Code::Failed.as_i64()], [200, -1]);
    for (json, value) in [
        (json!("auto"), Mixed::Auto),
        (json!({"a": [null, -0.5]}), Mixed::Nested),
    ] {
        assert_eq!(value.as_json(), json);
        assert_eq!(Mixed::from(json), value);
    }
}

/// One enum by each rule, derived here and by serde: the same texts.
macro_rules! spelled_as_by_serde {
    ($($rule:tt)*) => {$({
        #[derive(Debug, OpenEnum)]
        #[serde(rename_all = $rule)]
        enum Ours {
            A,
            InProgress,
            Gpt4oMini,
            HTTPError,
            #[serde(rename = "a \"b\"")]
            Quoted,
            Unrecognized(Unrecognized),
        }

        #[derive(Debug, serde::Serialize)]
        #[serde(rename_all = $rule)]
        enum Theirs {
            A,
            InProgress,
            Gpt4oMini,
            HTTPError,
            #[serde(rename = "a \"b\"")]
            Quoted,
        }

        let pairs = [
            (Ours::A, Theirs::A),
            (Ours::InProgress, Theirs::InProgress),
            (Ours::Gpt4oMini, Theirs::Gpt4oMini),
            (Ours::HTTPError, Theirs::HTTPError),
            (Ours::Quoted, Theirs::Quoted),
        ];
        for (ours, theirs) in pairs {
            let text = ours.as_str();
            assert_eq!(json!(text), json!(theirs), "{}", $rule);
            assert_eq!(format!("{:?}", Ours::from(text)), format!("{ours:?}"));
        }
    })*};
}

#[test]
fn variants_are_spelled_as_by_serde() {
    spelled_as_by_serde! {
        "PascalCase" "lowercase" "UPPERCASE" "camelCase" "snake_case" "kebab-case" "SCREAMING_SNAKE_CASE"
        "SCREAMING-KEBAB-CASE"
    }
}
