//! Integers in every spelling: `1.0` and `1e3` are integers (JSON Schema 2020-12 §6.1.1), at every place of a model.

use std::collections::BTreeMap;

use callspec_types::{Deserialize, OpenEnum, Patch, Serialize, UnrecognizedInteger, UnrecognizedValue, union};
use serde_json::{Value, json};

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Numbers {
    i32: i32,
    i64: i64,
    u32: u32,
    u64: u64,
    f64: f64,
    any: Value,
    optional: Option<i64>,
    patch: Patch<i64>,
    lists: Vec<Vec<Option<u64>>>,
    map: BTreeMap<String, BTreeMap<String, i32>>,
    code: Code,
    next: Option<Box<Self>>,
    #[serde(flatten)]
    rest: BTreeMap<String, i64>,
}

#[derive(Debug, PartialEq, OpenEnum)]
enum Code {
    #[value(200)]
    Fine,
    Unrecognized(UnrecognizedInteger),
}

#[derive(Debug, PartialEq, OpenEnum)]
enum Mixed {
    #[value(1)]
    One,
    #[value(1.5)]
    OneAndAHalf,
    Unrecognized(UnrecognizedValue),
}

#[derive(Debug, PartialEq)]
enum Kind {
    Integer(u32),
    List(Vec<i64>),
    Unrecognized(Value),
}

union! { Kind by type { integer => Integer, array => List } }

#[derive(Debug, PartialEq)]
enum Both {
    Integer(i64),
    Number(f64),
    Unrecognized(Value),
}

union! { Both by type { integer => Integer, number => Number } }

#[derive(Debug, PartialEq)]
enum Fit {
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Unrecognized(Value),
}

union! { Fit by fit { Integers, Numbers } }

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct First {
    version: i64,
}

#[derive(Debug, PartialEq)]
enum Tagged {
    First(First),
    Unrecognized(Value),
}

union! { Tagged by tag "version" { "1" => First } }

/// A body in which every integer is spelled one way.
fn numbers(n: &str, next: &str) -> String {
    format!(
        r#"{{"i32":{n},"i64":{n},"u32":{n},"u64":{n},"f64":{n},"any":7,"optional":{n},"patch":{n},"lists":[[{n},null],[]],
            "map":{{"a":{{"b":{n}}}}},"code":{n},"next":{next},"more":{n}}}"#
    )
}

#[test]
fn integers_are_read_in_every_spelling_at_every_place() {
    let plain: Numbers = serde_json::from_str(&numbers("200", &numbers("200", "null"))).unwrap();
    assert_eq!((&plain.code, plain.rest["more"]), (&Code::Fine, 200));
    for spelled in ["200.0", "2e2", "2E+2", "20000e-2", "200.000"] {
        let body = numbers(spelled, &numbers(spelled, "null"));
        assert_eq!(serde_json::from_str::<Numbers>(&body).unwrap(), plain, "{spelled}");
        let value: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(serde_json::from_value::<Numbers>(value).unwrap(), plain, "{spelled}");
    }
    let zero: Numbers = serde_json::from_str(&numbers("-0.0", "null")).unwrap();
    assert_eq!((zero.i64, zero.u64), (0, 0));
    let any: Numbers = serde_json::from_str(&numbers("1", "null").replace(r#""any":7"#, r#""any":1.0"#)).unwrap();
    assert!(any.any.is_f64());
}

#[test]
fn what_is_no_integer_or_does_not_fit_is_refused() {
    for member in ["i32", "i64", "u32", "u64", "optional", "patch", "code", "more"] {
        let spelled =
            |n: &str| numbers("1", "null").replace(&format!(r#""{member}":1"#), &format!(r#""{member}":{n}"#));
        assert!(serde_json::from_str::<Numbers>(&spelled("2.0")).is_ok());
        for n in [
            "1.5",
            "1e-1",
            "1e300",
            r#""1""#,
            "true",
            "[1]",
            "9007199254740993.0",
            "1e19",
            "18446744073709551616",
        ] {
            assert!(serde_json::from_str::<Numbers>(&spelled(n)).is_err(), "{member}: {n}");
        }
        let narrow = if member.ends_with("32") {
            "4294967296.0"
        } else {
            "-9223372036854775809"
        };
        assert!(
            serde_json::from_str::<Numbers>(&spelled(narrow)).is_err(),
            "{member}: {narrow}"
        );
        if member.starts_with('u') {
            assert!(serde_json::from_str::<Numbers>(&spelled("-1.0")).is_err(), "{member}");
        }
    }
    let error = serde_json::from_str::<Numbers>(&numbers("1.5", "null")).unwrap_err();
    assert!(
        error.to_string().contains("floating point `1.5`, expected i32"),
        "{error}"
    );
}

#[test]
fn integers_are_exact_to_64_bits() {
    let edges = numbers("1", "null")
        .replace(r#""i64":1"#, r#""i64":-9223372036854775808"#)
        .replace(r#""u64":1"#, r#""u64":18446744073709551615"#)
        .replace(r#""optional":1"#, r#""optional":900719925474099.0"#);
    let numbers: Numbers = serde_json::from_str(&edges).unwrap();
    assert_eq!((numbers.i64, numbers.u64), (i64::MIN, u64::MAX));
    assert_eq!(numbers.optional, Some(900_719_925_474_099));
}

#[test]
fn unions_and_enums_take_it_for_the_integer() {
    let kind = |json: &str| serde_json::from_str::<Kind>(json).unwrap();
    assert_eq!(kind("1.0"), Kind::Integer(1));
    assert_eq!(kind("[1.0,1e3]"), Kind::List(vec![1, 1000]));
    assert_eq!(kind("1.5"), Kind::Unrecognized(json!(1.5)));
    assert!(serde_json::from_str::<Kind>("-1.0").is_err());
    let both = |json: &str| serde_json::from_str::<Both>(json).unwrap();
    assert_eq!((both("1.0"), both("1.5")), (Both::Integer(1), Both::Number(1.5)));
    let fit = |json: &str| serde_json::from_str::<Fit>(json).unwrap();
    assert_eq!(fit("[1.0,2]"), Fit::Integers(vec![1, 2]));
    assert_eq!(fit("[1.5,2]"), Fit::Numbers(vec![1.5, 2.0]));
    let tagged: Tagged = serde_json::from_str(r#"{"version":1.0}"#).unwrap();
    assert_eq!(tagged, Tagged::First(First { version: 1 }));

    assert_eq!(serde_json::from_str::<Code>("200.0").unwrap(), Code::Fine);
    let mixed = |json: &str| serde_json::from_str::<Mixed>(json).unwrap();
    assert_eq!(
        (mixed("1"), mixed("1.0"), mixed("1.5")),
        (Mixed::One, Mixed::One, Mixed::OneAndAHalf)
    );
    for unknown in ["2", "2.0", "[1.0]"] {
        assert_eq!(serde_json::to_string(&mixed(unknown)).unwrap(), unknown);
    }
}
