//! What a tree has in common with what `serde_json` writes, and where it differs.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use serde::ser::{SerializeStruct, Serializer};

use super::planter::{NUMBER, RAW};
use super::*;

use serde::Serialize;

#[derive(Serialize)]
struct Filter {
    status: &'static str,
    from: Option<u8>,
    any: Vec<Kinds>,
}

#[derive(Serialize)]
enum Kinds {
    Unit,
    One(u8),
    Two(u8, f64),
    Named { z: bool, a: char },
}

#[test]
fn members_keep_the_order_of_a_struct_and_maps_are_sorted() {
    let filter = Filter {
        status: "a\"",
        from: None,
        any: vec![
            Kinds::Unit,
            Kinds::One(1),
            Kinds::Two(2, 1.0),
            Kinds::Named { z: true, a: 'x' },
        ],
    };
    let written = Tree::of(&filter).unwrap().to_string();
    // What serde_json writes as it goes has the order of the struct.
    assert_eq!(written.as_bytes(), crate::json::to_vec(&filter).unwrap());
    let map = json!({"z": [], "a": {"y": {}, "b": null}});
    assert_eq!(Tree::of(&map).unwrap().to_string(), r#"{"a":{"b":null,"y":{}},"z":[]}"#);
}

#[test]
fn scalars_are_written_as_json_writes_them() {
    for value in [
        json!(1.5),
        json!(1e300),
        json!(-7),
        json!(u64::MAX),
        json!(true),
        json!("ü\n"),
    ] {
        assert_eq!(Tree::of(&value).unwrap().to_string(), value.to_string());
    }
    assert_eq!(Tree::of(&0.1_f32).unwrap().to_string(), "0.1");
    assert_eq!(Tree::of(&f64::NAN).unwrap(), Tree::Null);
    assert_eq!(Tree::of(&BTreeMap::from([(7, 1)])).unwrap().to_string(), r#"{"7":1}"#);
    assert!(Tree::of(&BTreeMap::from([(vec![1], 1)])).is_err());
    assert_eq!(Tree::of(&Value::Null).unwrap(), Tree::Null);
}

#[test]
fn numbers_of_any_precision_are_numbers() {
    struct Number(&'static str);
    impl Serialize for Number {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut number = serializer.serialize_struct(self.0, 1)?;
            number.serialize_field(self.0, "1.10")?;
            number.end()
        }
    }
    for name in [NUMBER, RAW] {
        assert_eq!(Tree::of(&Number(name)).unwrap(), Tree::Bare("1.10".to_owned()));
    }
    let decimal: callspec_types::Decimal = "1.10".parse().unwrap();
    assert_eq!(
        Tree::of(&[decimal]).unwrap(),
        Tree::List(vec![Tree::Bare("1.10".to_owned())])
    );
}
