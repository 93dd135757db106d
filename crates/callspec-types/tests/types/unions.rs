//! Unions, written as generated code writes them.

use std::collections::BTreeMap;

use callspec_types::{Other, union};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Phone {
    phone_number: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
struct Sip {
    sip_uri: String,
    sip_user: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Text(String),
    Whole(i64),
    Real(f64),
    Truth(bool),
    List(Vec<Kind>),
    Nothing(()),
    Unrecognized(Value),
}

union! {
    Kind by type {
        string => Text, integer => Whole, number => Real, boolean => Truth, array => List, null => Nothing
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Event {
    Phone(Box<Phone>),
    Sip(Sip),
    Unrecognized(Value),
}

union! { Event by tag "type" { "phone" => Phone, "mobile" => Phone, "sip" => Sip, "Sip" => Sip if read } }

#[derive(Clone, Debug, PartialEq)]
enum Target {
    Phone(Phone),
    Sip(Box<Sip>),
    Unrecognized(Value),
}

union! { Target by keys { ["phone_number"] => Phone, ["sip_uri", "sip_user"] => Sip } }

#[derive(Clone, Debug, PartialEq)]
enum Fit {
    Number(u8),
    Phone(Phone),
    Unrecognized(Value),
}

union! { Fit by fit { Number, Phone } }

fn read<T: DeserializeOwned + Serialize>(wire: Value) -> T {
    let read = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), wire);
    read
}

#[test]
fn by_type() {
    assert_eq!(read::<Kind>(json!("a")), Kind::Text("a".to_owned()));
    assert_eq!(read::<Kind>(json!(1)), Kind::Whole(1));
    assert_eq!(read::<Kind>(json!(1.5)), Kind::Real(1.5));
    assert_eq!(read::<Kind>(json!(true)), Kind::Truth(true));
    assert_eq!(read::<Kind>(json!(null)), Kind::Nothing(()));
    assert_eq!(
        read::<Kind>(json!([1, "a"])),
        Kind::List(vec![Kind::Whole(1), Kind::Text("a".to_owned())])
    );
    assert_eq!(read::<Kind>(json!({"a": 1})), Kind::Unrecognized(json!({"a": 1})));
}

#[test]
fn by_tag() {
    let phone = Phone {
        phone_number: "+14155550100".to_owned(),
    };
    for tag in ["phone", "mobile"] {
        let wire = json!({"type": tag, "phone_number": "+14155550100"});
        assert_eq!(
            serde_json::from_value::<Event>(wire).unwrap(),
            Event::Phone(Box::new(phone.clone()))
        );
    }
    for unknown in [json!({"type": "fax", "n": 1}), json!({}), json!(7), json!(null)] {
        assert_eq!(read::<Event>(unknown.clone()), Event::Unrecognized(unknown));
    }
    let error = serde_json::from_value::<Event>(json!({"type": "sip"})).unwrap_err();
    assert!(error.to_string().contains("sip_uri"), "{error}");
    let sip = json!({"type": "sip", "sip_uri": "a", "sip_user": "b"});
    assert!(matches!(serde_json::from_value::<Event>(sip).unwrap(), Event::Sip(_)));
}

#[test]
fn a_value_that_is_only_read_is_not_written() {
    let told = |tag| json!({"type": tag, "sip_uri": "a", "sip_user": "b"});
    let event = serde_json::from_value::<Event>(told("Sip")).unwrap();
    assert!(matches!(event, Event::Sip(_)), "{event:?}");
    assert_eq!(serde_json::to_value(event).unwrap(), told("sip"));
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Pet {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Value>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct OpenPet {
    #[serde(flatten)]
    extra: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, PartialEq)]
enum Animal {
    Cat(Pet),
    Dog(Box<Pet>),
    Bird(OpenPet),
    Fish(Option<Pet>),
    Inner(Box<Animal>),
    Unrecognized(Value),
}

union! {
    Animal by tag "kind" {
        "cat" => Cat, "dog" => Dog, "hound" => Dog, "bird" => Bird, "1" => Fish, "lion" => Inner, "cat" => Inner
    }
}

fn pet(kind: Value) -> Pet {
    Pet { kind: Some(kind) }
}

fn open_pet<const N: usize>(members: [(&str, Value); N]) -> OpenPet {
    let members = members.into_iter().map(|(key, value)| (key.to_owned(), value));
    OpenPet {
        extra: members.collect(),
    }
}

#[test]
fn a_tag_that_is_left_out_is_written() {
    let written = |animal: Animal| serde_json::to_string(&animal).unwrap();
    assert_eq!(written(Animal::Cat(Pet { kind: None })), r#"{"kind":"cat"}"#);
    assert_eq!(written(Animal::Cat(pet(Value::Null))), r#"{"kind":"cat"}"#);
    assert_eq!(written(Animal::Cat(pet(json!("cat")))), r#"{"kind":"cat"}"#);
    assert_eq!(written(Animal::Bird(open_pet([]))), r#"{"kind":"bird"}"#);
    let colour = open_pet([("colour", json!("red")), ("kind", json!(null)), ("wings", json!(2))]);
    assert_eq!(
        written(Animal::Bird(colour)),
        r#"{"colour":"red","kind":"bird","wings":2}"#
    );
    assert_eq!(written(Animal::Fish(Some(pet(json!(1))))), r#"{"kind":1}"#);
    // Either of two tags may be meant.
    assert_eq!(written(Animal::Dog(Box::new(Pet { kind: None }))), "{}");
    assert_eq!(
        written(Animal::Dog(Box::new(pet(json!("hound"))))),
        r#"{"kind":"hound"}"#
    );
    let inner = Animal::Inner(Box::new(Animal::Cat(Pet { kind: None })));
    assert_eq!(written(inner), r#"{"kind":"cat"}"#);
    let unrecognized = Animal::Unrecognized(json!({"kind": "ox"}));
    assert_eq!(written(unrecognized), r#"{"kind":"ox"}"#);
}

#[test]
fn a_wrong_tag_is_not_sent() {
    let refused = |animal: Animal| serde_json::to_string(&animal).unwrap_err().to_string();
    assert_eq!(
        refused(Animal::Cat(pet(json!("dog")))),
        "`kind` is \"dog\", which does not tell the alternative `Cat`"
    );
    for wrong in [json!("cat"), json!(7), json!({}), json!(["dog"])] {
        let animals = [
            Animal::Dog(Box::new(pet(wrong.clone()))),
            Animal::Bird(open_pet([("kind", wrong.clone())])),
            Animal::Fish(Some(pet(wrong))),
        ];
        for animal in animals {
            assert!(refused(animal).contains("does not tell"));
        }
    }
    let ox = Animal::Inner(Box::new(Animal::Unrecognized(json!({"kind": "ox"}))));
    assert!(refused(ox).contains("`Inner`"));
}

#[test]
fn by_keys() {
    assert!(matches!(
        read::<Target>(json!({"phone_number": "+1"})),
        Target::Phone(_)
    ));
    assert!(matches!(
        read::<Target>(json!({"sip_uri": "a", "sip_user": "b"})),
        Target::Sip(_)
    ));
    assert!(matches!(
        read::<Target>(json!({"sip_uri": "a"})),
        Target::Unrecognized(_)
    ));
    assert!(matches!(read::<Target>(json!([])), Target::Unrecognized(_)));
    assert!(serde_json::from_value::<Target>(json!({"phone_number": 7})).is_err());
}

#[test]
fn by_fit() {
    assert_eq!(read::<Fit>(json!(7)), Fit::Number(7));
    assert!(matches!(read::<Fit>(json!({"phone_number": "+1"})), Fit::Phone(_)));
    assert!(matches!(read::<Fit>(json!(700)), Fit::Unrecognized(_)));
    // serde would read the struct from an array of its members.
    assert!(matches!(read::<Fit>(json!(["+1"])), Fit::Unrecognized(_)));
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Short {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Long {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Short(Short),
    Long(Long),
    Unrecognized(Value),
}

union! { Answer by fit { Short, Long } }

#[test]
fn by_what_is_lost() {
    let read = |wire: Value| serde_json::from_value::<Answer>(wire).unwrap();
    // Nothing is lost by a number that is spelled otherwise, nor by a null that is left out.
    assert!(matches!(read(json!({"id": 1, "text": null})), Answer::Short(_)));
    assert!(matches!(read(json!({"id": 1, "text": ["a"]})), Answer::Long(_)));
    // Both lose something; the one that loses less is taken, the first where they are alike.
    assert!(matches!(read(json!({"text": [], "more": {"a": 1}})), Answer::Long(_)));
    assert!(matches!(read(json!({"more": 1})), Answer::Short(_)));
    assert_eq!(read(json!(7)), Answer::Unrecognized(json!(7)));
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Open {
    a: Option<i64>,
    #[serde(flatten)]
    other: Other,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Wide {
    a: Option<i64>,
    within: Option<BTreeMap<String, Vec<Open>>>,
    #[serde(flatten)]
    other: Other,
}

#[derive(Clone, Debug, PartialEq)]
enum Kept {
    Open(Open),
    Wide(Wide),
    Unrecognized(Value),
}

union! { Kept by fit { Open, Wide } }

#[test]
fn what_is_kept_tells_no_variant() {
    let wide: Kept = read(json!({"a": 1, "within": {"x": [{"a": 2}]}}));
    assert!(matches!(wide, Kept::Wide(_)), "{wide:?}");
    let wide: Kept = read(json!({"within": {"x": [{"a": 2, "new": 1}]}, "new": 1}));
    assert!(matches!(wide, Kept::Wide(_)), "{wide:?}");
    let open: Kept = read(json!({"a": 1, "new": [1, 2, 3]}));
    assert!(matches!(open, Kept::Open(_)), "{open:?}");
}

#[test]
fn a_fault_inside_a_chosen_variant_has_a_place() {
    let error = serde_json::from_str::<Vec<Target>>("[\n{\"phone_number\":7}]").unwrap_err();
    assert_eq!(error.line(), 2, "{error}");
}

/// JSON with the members that the unions look at, and others.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9_f64..1e9).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(vec!["phone", "mobile", "sip"]).prop_map(Value::from),
    ];
    let name = prop_oneof![
        proptest::sample::select(vec!["type", "phone_number", "sip_uri", "sip_user"]).prop_map(str::to_owned),
        any::<String>(),
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(name.clone(), inner, 0..5).prop_map(|map| json!(map)),
        ]
    })
}

/// Whether a value that the union decodes goes back out unchanged, but for members that a struct does not have.
fn comes_back<T: DeserializeOwned + Serialize>(value: &Value) -> bool {
    let Ok(read) = serde_json::from_value::<T>(value.clone()) else {
        return true;
    };
    let written = serde_json::to_value(read).unwrap();
    match (&written, value) {
        (Value::Object(written), Value::Object(value)) => {
            written.iter().all(|(name, member)| value.get(name) == Some(member))
        }
        (written, value) => written == value,
    }
}

proptest! {
    #[test]
    fn unions_give_any_json_back_or_are_an_error(value in any_json()) {
        prop_assert!(comes_back::<Kind>(&value));
        prop_assert!(comes_back::<Event>(&value));
        prop_assert!(comes_back::<Target>(&value));
        prop_assert!(comes_back::<Fit>(&value));
    }
}
