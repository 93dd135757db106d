//! Unions that several steps tell, written as generated code writes them.

use callspec_types::{OpenEnum, Unrecognized, union};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn read<T: DeserializeOwned>(wire: &Value) -> T {
    serde_json::from_str(&wire.to_string()).unwrap()
}

#[derive(Clone, Debug, Default, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Tagged {
    r#type: Option<Value>,
    meta: Option<Value>,
    text: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Part {
    Button(Tagged),
    Select(Tagged),
    Low(Tagged),
    True(Tagged),
    Half(Tagged),
    Text(Tagged),
    Unrecognized(Value),
}

union! {
    Part by tag "type" {
        2 => Button, 3 => Select, 5 => Select, -1 => Low, true => True, 0.5 => Half, "2" => Text
    }
}

fn tagged(r#type: Value) -> Tagged {
    Tagged {
        r#type: Some(r#type),
        ..Tagged::default()
    }
}

#[test]
fn constants_of_any_kind_tell() {
    for (value, is_it) in [
        (json!(2), (|part| matches!(part, Part::Button(_))) as fn(&Part) -> bool),
        (json!(2.0), |part| matches!(part, Part::Button(_))),
        (json!(3), |part| matches!(part, Part::Select(_))),
        (json!(5), |part| matches!(part, Part::Select(_))),
        (json!(-1), |part| matches!(part, Part::Low(_))),
        (json!(true), |part| matches!(part, Part::True(_))),
        (json!(0.5), |part| matches!(part, Part::Half(_))),
        (json!("2"), |part| matches!(part, Part::Text(_))),
        (json!(4), |part| matches!(part, Part::Unrecognized(_))),
        (json!(false), |part| matches!(part, Part::Unrecognized(_))),
        (json!([2]), |part| matches!(part, Part::Unrecognized(_))),
        (json!(null), |part| matches!(part, Part::Unrecognized(_))),
    ] {
        let part: Part = read(&json!({"type": value}));
        assert!(is_it(&part), "{value} {part:?}");
        assert_eq!(serde_json::to_value(&part).unwrap()["type"].as_f64(), value.as_f64());
    }
}

#[test]
fn constants_of_any_kind_are_written() {
    let written = |part: Part| serde_json::to_value(part).map_err(|error| error.to_string());
    assert_eq!(written(Part::Button(Tagged::default())), Ok(json!({"type": 2})));
    assert_eq!(written(Part::True(Tagged::default())), Ok(json!({"type": true})));
    assert_eq!(written(Part::Half(Tagged::default())), Ok(json!({"type": 0.5})));
    assert_eq!(written(Part::Button(tagged(json!(2.0)))), Ok(json!({"type": 2.0})));
    // Either of two may be meant.
    assert_eq!(written(Part::Select(Tagged::default())), Ok(json!({})));
    for wrong in [json!(3), json!("2"), json!(true)] {
        let said = written(Part::Button(tagged(wrong))).unwrap_err();
        assert!(said.contains("does not tell the alternative `Button`"), "{said}");
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    Nothing(Tagged),
    Cancel(Tagged),
    Other(Tagged),
    Text(String),
    Unrecognized(Value),
}

union! {
    Action by type { string => Text, object => Nothing, object => Cancel, object => Other }
    then optional tag "type" { "nothing" => Nothing, "cancel" => Cancel }
    then optional tag "meta" "kind" { true => Cancel }
    then fit { Cancel, Nothing, Other, Text }
}

#[test]
fn steps_follow_each_other() {
    for (value, name) in [
        (json!("cancel"), "Text"),
        (json!({"type": "cancel"}), "Cancel"),
        (json!({"type": "nothing"}), "Nothing"),
        // What contradicts a constant is not chosen, wherever that is.
        (json!({"type": "other"}), "Other"),
        (json!({"type": "cancel", "meta": {"kind": false}}), "Other"),
        (json!({"type": "cancel", "meta": {"kind": true}}), "Cancel"),
        (json!({"meta": {"kind": true}}), "Cancel"),
        (json!({"meta": {"kind": false}}), "Nothing"),
        (json!({"type": null}), "Cancel"),
        (json!({}), "Cancel"),
        (json!({"text": 7}), "Unrecognized"),
        (json!(7), "Unrecognized"),
        (json!([]), "Unrecognized"),
    ] {
        let action: Action = read(&value);
        assert!(format!("{action:?}").starts_with(name), "{value} {action:?}");
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Task {
    Nothing(Tagged),
    Cancel(Tagged),
    Unrecognized(Value),
}

union! {
    Task by optional tag "type" { "nothing" => Nothing, "cancel" => Cancel } except { Cancel }
    then fit { Cancel, Nothing }
}

#[test]
fn a_tag_may_be_missing_in_some_variants_only() {
    for (value, name) in [
        (json!({"type": "cancel"}), "Cancel"),
        (json!({"type": "nothing"}), "Nothing"),
        (json!({"meta": 1}), "Nothing"),
        (json!({"type": "other"}), "Unrecognized"),
    ] {
        let task: Task = read(&value);
        assert!(format!("{task:?}").starts_with(name), "{value} {task:?}");
        assert_eq!(serde_json::to_value(&task).unwrap(), value);
    }
    // It is written where it has to be there.
    let cancel = Task::Cancel(Tagged::default());
    assert_eq!(serde_json::to_value(&cancel).unwrap(), json!({"type": "cancel"}));
}

#[derive(Clone, Debug, PartialEq)]
enum Order {
    Stop(String),
    Longer(Action),
    Unrecognized(Value),
}

union! {
    Order by optional tag { "stop" => Stop, "go" => Longer } then fit { Stop, Longer }
}

#[test]
fn a_text_itself_may_tell() {
    for (value, name) in [
        (json!("stop"), "Stop"),
        (json!("go"), "Longer"),
        (json!("other"), "Unrecognized"),
        (json!({"type": "cancel"}), "Longer"),
        (json!([]), "Longer"),
    ] {
        let order: Order = read(&value);
        assert!(format!("{order:?}").starts_with(name), "{value} {order:?}");
        assert_eq!(serde_json::to_value(&order).unwrap(), value);
    }
}

#[test]
fn each_of_several_tags_is_held() {
    let cancel = |meta| {
        Action::Cancel(Tagged {
            meta,
            ..Tagged::default()
        })
    };
    let written = |action: Action| serde_json::to_value(action).map_err(|error| error.to_string());
    // What need not be there is not written.
    assert_eq!(written(cancel(None)), Ok(json!({})));
    let right = Some(json!({"kind": true}));
    assert_eq!(written(cancel(right)), Ok(json!({"meta": {"kind": true}})));
    let said = written(cancel(Some(json!({"kind": 1})))).unwrap_err();
    assert_eq!(said, "`meta/kind` is 1, which does not tell the alternative `Cancel`");
    // No tag is of this one.
    let other = Action::Other(tagged(json!("cancel")));
    assert_eq!(written(other), Ok(json!({"type": "cancel"})));
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
#[serde(rename_all = "snake_case")]
enum Mood {
    Good,
    Unrecognized(Unrecognized),
}

#[derive(Clone, Debug, PartialEq, OpenEnum)]
#[serde(rename_all = "snake_case")]
enum Weather {
    Rain,
    Unrecognized(Unrecognized),
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Mood(Mood),
    Weather(Weather),
    Unrecognized(Value),
}

union! { State by fit { Mood, Weather } }

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct WithState {
    state: State,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct WithText {
    state: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Report {
    State(WithState),
    Text(WithText),
    Unrecognized(Value),
}

union! { Report by fit { State, Text } }

#[test]
fn a_value_that_is_not_named_costs_something() {
    assert_eq!(read::<State>(&json!("rain")), State::Weather(Weather::Rain));
    assert!(matches!(read(&json!("snow")), State::Mood(_)));
    // The unions inside are asked what they lose.
    assert!(matches!(read(&json!({"state": "rain"})), Report::State(_)));
    assert!(matches!(read(&json!({"state": "snow"})), Report::Text(_)));
    assert!(matches!(
        read(&json!({"state": 7})),
        Report::State(WithState {
            state: State::Unrecognized(_)
        })
    ));
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Mail {
    email: String,
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Phone {
    phone: String,
    name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Post {
    street: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Contact {
    Mail(Mail),
    Phone(Phone),
    Post(Post),
    Several(Vec<Self>),
    Unrecognized(Value),
}

union! { Contact by fit { Mail, Phone, Post } or several }

#[test]
fn what_is_several_variants_is_kept_as_all_of_them() {
    for (value, names) in [
        (json!({"email": "a", "name": "n"}), vec!["Mail"]),
        (json!({"phone": "1", "name": "n"}), vec!["Phone"]),
        (json!({"email": "a", "phone": "1"}), vec!["Mail", "Phone"]),
        (json!({"phone": "1", "street": "s", "name": "n"}), vec!["Phone", "Post"]),
        (
            json!({"email": "a", "phone": "1", "street": "s"}),
            vec!["Mail", "Phone", "Post"],
        ),
    ] {
        let contact: Contact = read(&value);
        let all = match &contact {
            Contact::Several(all) => all.clone(),
            one => vec![one.clone()],
        };
        let found: Vec<String> = all.iter().map(|one| format!("{one:?}")).collect();
        assert!(
            found.iter().zip(&names).all(|(found, name)| found.starts_with(name)),
            "{value} {found:?}"
        );
        assert_eq!(found.len(), names.len(), "{value} {found:?}");
        assert_eq!(serde_json::to_value(&contact).unwrap(), value);
    }
    // What none of them keeps makes none of them needed.
    assert!(matches!(read(&json!({"email": "a", "more": 1})), Contact::Mail(_)));
    // What is no phone is kept nowhere.
    assert!(matches!(read(&json!({"email": "a", "phone": 1})), Contact::Mail(_)));
    assert!(matches!(read(&json!({"name": "n"})), Contact::Unrecognized(_)));
    let no_object = Contact::Several(vec![Contact::Unrecognized(json!(7))]);
    assert!(serde_json::to_string(&no_object).is_err());
}

#[derive(Clone, Debug, PartialEq, callspec_types::Deserialize, callspec_types::Serialize)]
struct Lane {
    lane: String,
}

/// An alternative is a union itself.
#[derive(Clone, Debug, PartialEq)]
enum Reached {
    Contact(Box<Contact>),
    Task(Task),
    Lane(Lane),
    Several(Vec<Self>),
    Unrecognized(Value),
}

union! { Reached by fit { Contact, Task, Lane } or several }

#[test]
fn what_a_union_loses_of_a_value_another_variant_may_keep() {
    for (value, names) in [
        (json!({"email": "a", "lane": "l"}), vec!["Contact", "Lane"]),
        (json!({"type": "cancel", "lane": "l"}), vec!["Task", "Lane"]),
    ] {
        let reached: Reached = read(&value);
        let Reached::Several(all) = &reached else {
            panic!("{value} {reached:?}")
        };
        let found: Vec<String> = all.iter().map(|one| format!("{one:?}")).collect();
        assert_eq!(found.len(), names.len(), "{found:?}");
        let is_as_named = |(found, name): (&String, &&str)| found.starts_with(name);
        assert!(found.iter().zip(&names).all(is_as_named), "{value} {found:?}");
        assert_eq!(serde_json::to_value(&reached).unwrap(), value);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum One {
    Other(Box<Other>),
    Text(String),
    Unrecognized(Value),
}

#[derive(Clone, Debug, PartialEq)]
enum Other {
    One(One),
    Number(f64),
    Text(String),
    Unrecognized(Value),
}

union! { One by fit { Other, Text } }
union! { Other by fit { One, Number, Text } }

#[test]
fn unions_of_each_other_have_an_end() {
    for value in [json!("a"), json!(7), json!({}), json!([[]])] {
        let one: One = read(&value);
        assert_eq!(serde_json::to_value(&one).unwrap().as_f64(), value.as_f64());
        let other: Other = read(&value);
        assert_eq!(serde_json::to_value(&other).unwrap().as_str(), value.as_str());
    }
}
