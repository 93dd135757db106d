//! Documents as AshJsonApi sends them, and with everything optional left out.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::*;
use crate::Patch;

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Call {
    id: String,
    #[serde(default)]
    attributes: Attributes,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
struct Attributes {
    status: Option<String>,
}

impl Resource for Call {
    const TYPE: &'static str = "Call";

    fn id(&self) -> &str {
        &self.id
    }
}

fn document() -> Document<Option<Call>> {
    serde_json::from_value(json!({
        "data": null,
        "included": [
            {"type": "User", "id": "1"},
            {"type": "Call", "id": "1", "attributes": {"status": "completed"}, "links": {}},
            {"type": "Call", "id": "2", "attributes": 7},
        ],
        "links": {"self": "/a", "next": {"href": "/b", "meta": {"n": 1}}, "prev": null, "odd": 1},
        "meta": {"page": {"total": 2}},
        "jsonapi": {"version": "1.0"},
        "added": "later",
    }))
    .unwrap()
}

#[test]
fn everything_but_the_data_may_be_missing() {
    let one: Document<Call> = serde_json::from_value(json!({"data": {"id": "1"}})).unwrap();
    assert_eq!(one.data.id(), "1");
    let many: Document<Vec<Call>> = serde_json::from_value(json!({"data": [], "included": null})).unwrap();
    assert_eq!(many, Document::new(Vec::new()));
    assert!(serde_json::from_value::<Document<Option<Call>>>(json!({})).is_ok());
    assert!(serde_json::from_value::<Document<Call>>(json!({})).is_err());
}

#[test]
fn included_resources_are_found_by_type_and_id() {
    let document = document();
    let call = document.included::<Call>("1").unwrap().unwrap();
    assert_eq!(call.attributes.status.as_deref(), Some("completed"));
    assert!(document.included::<Call>("2").unwrap().is_err());
    assert!(document.included::<Call>("3").is_none());
}

#[test]
fn relationships_lead_to_included_resources() {
    let document = document();
    let to_one: ToOne = serde_json::from_value(json!({"data": {"type": "Call", "id": "1"}})).unwrap();
    assert_eq!(document.related::<Call>(&to_one).unwrap().unwrap().id, "1");
    let of_another_type: ToOne = serde_json::from_value(json!({"data": {"type": "User", "id": "1"}})).unwrap();
    assert!(document.related::<Call>(&of_another_type).is_none());
    let to_many: ToMany =
        serde_json::from_value(json!({"data": [{"type": "Call", "id": "9"}, {"type": "Call", "id": "1"}]})).unwrap();
    assert_eq!(document.related_many::<Call>(&to_many).len(), 1);
    assert_eq!(to_many.ids().collect::<Vec<_>>(), ["9", "1"]);
}

#[test]
fn a_relationship_keeps_absent_null_and_identifier_apart() {
    for wire in [
        json!({}),
        json!({"data": null}),
        json!({"data": {"type": "User", "id": "1"}}),
    ] {
        let to_one: ToOne = serde_json::from_value(wire.clone()).unwrap();
        assert_eq!(serde_json::to_value(&to_one).unwrap(), wire);
    }
    assert!(ToOne::default().data.is_absent());
    assert_eq!(
        ToOne {
            data: Patch::from(Identifier::new("User", "1")),
            ..ToOne::default()
        }
        .id(),
        Some("1")
    );
}

#[test]
fn links_are_strings_objects_or_null() {
    let links = document().links.unwrap();
    assert_eq!(links.this.as_ref().and_then(Link::href), Some("/a"));
    assert_eq!(links.next.as_ref().and_then(Link::href), Some("/b"));
    assert!(links.prev.is_none());
    assert_eq!(
        serde_json::to_value(&links).unwrap(),
        json!({"self": "/a", "next": {"href": "/b", "meta": {"n": 1}}, "odd": 1})
    );
}

#[test]
fn writes_are_wrapped() {
    let attributes = json!({"status": "completed"});
    assert_eq!(
        serde_json::to_string(&Create::new("Call", &attributes)).unwrap(),
        r#"{"data":{"type":"Call","attributes":{"status":"completed"}}}"#
    );
    assert_eq!(
        serde_json::to_string(&Update::new("Call", "1", &attributes)).unwrap(),
        r#"{"data":{"type":"Call","id":"1","attributes":{"status":"completed"}}}"#
    );
}

#[test]
fn a_faulty_included_resource_costs_itself() {
    let sound = json!({"type": "Call", "id": "1"});
    let faulty = [
        json!({"id": "2"}),
        json!(null),
        json!(7),
        json!([]),
        json!({"type": 7, "id": "1"}),
        json!("x"),
    ];
    let all = [&faulty[..], &[sound]].concat();
    let wire = json!({"data": [], "included": all});
    let document: Document<Vec<Call>> = serde_json::from_value(wire.clone()).unwrap();
    assert_eq!(document.included::<Call>("1").unwrap().unwrap().id, "1");
    let all: Vec<Result<Value, _>> = document.included_as().collect();
    assert!(all[..6].iter().all(Result::is_err) && all[6].is_ok());
    assert!(all[0].as_ref().unwrap_err().to_string().contains("`type`"));
    assert_eq!(serde_json::to_value(&document).unwrap(), wire);
}

#[test]
fn no_other_member_costs_the_data() {
    let odd = [
        json!(null),
        json!([]),
        json!(1),
        json!(-1.5),
        json!("x"),
        json!(true),
        json!({}),
        json!({"self": 7}),
    ];
    for member in ["included", "links", "meta", "jsonapi"] {
        for value in &odd {
            let wire = json!({"data": {"id": "1"}, member: value});
            let document: Document<Call> = serde_json::from_str(&wire.to_string()).unwrap();
            let again = serde_json::to_value(&document).unwrap();
            assert_eq!(
                serde_json::from_value::<Document<Call>>(again).unwrap(),
                document,
                "{wire}"
            );
        }
    }
    let jsonapi: JsonApi = serde_json::from_value(json!({"version": 1.1, "meta": []})).unwrap();
    assert_eq!((jsonapi.version, jsonapi.meta), (None, None));
}

#[test]
fn nothing_is_lost() {
    let link = json!({"href": "/a", "rel": "x"});
    let identifier = json!({"type": "User", "id": "u1", "meta": {"n": 1}, "lid": "a"});
    let wires = [
        json!({"data": null, "links": {"about": link, "self": "/a"}, "meta": {"n": 1}, "jsonapi": {"version": "1.1", "ext": ["a"]}, "new": [1]}),
        json!({"data": null, "links": "/a", "meta": 1, "jsonapi": [], "included": [1, {"type": "User"}]}),
        json!({"data": null, "jsonapi": {"version": 1.1, "meta": []}}),
    ];
    for wire in wires {
        let document: Document<Option<Value>> = serde_json::from_str(&wire.to_string()).unwrap();
        assert_eq!(serde_json::to_value(&document).unwrap(), wire);
    }
    for of_one in [identifier.clone(), json!(null)] {
        let wire = json!({"data": of_one, "links": [1], "meta": "x", "new": {"n": null}});
        let to_one: ToOne = serde_json::from_str(&wire.to_string()).unwrap();
        assert_eq!(serde_json::to_value(&to_one).unwrap(), wire);
    }
    let wire =
        json!({"data": [identifier, {"type": "User", "id": "u2", "meta": 7}], "links": {"next": link}, "new": 1});
    let to_many: ToMany = serde_json::from_str(&wire.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&to_many).unwrap(), wire);
    assert_eq!(to_many.data.unwrap()[0].other["lid"], "a");
}

#[test]
fn what_is_no_identifier_is_kept_beside_those_that_are() {
    let sound = json!({"type": "User", "id": "1", "meta": {"n": 1}});
    for other in [
        json!({"type": "User"}),
        json!({"type": "User", "id": 7, "lid": "a", "meta": 1}),
        json!({}),
        json!(7),
        json!([]),
    ] {
        let wire = json!({"data": other, "links": {"self": "/a"}});
        let to_one: ToOne = serde_json::from_value(wire.clone()).unwrap();
        assert_eq!((to_one.id(), to_one.faulty.as_ref()), (None, Some(&other)));
        assert!(to_one.data.is_absent());
        assert_eq!(serde_json::to_value(&to_one).unwrap(), wire);

        let wire = json!({"data": [sound, other]});
        let to_many: ToMany = serde_json::from_value(wire.clone()).unwrap();
        assert_eq!(to_many.ids().collect::<Vec<_>>(), ["1"]);
        assert_eq!(serde_json::to_value(&to_many).unwrap(), wire);
        let alone: ToMany = serde_json::from_value(json!({"data": other})).unwrap();
        let is_list = other.is_array();
        assert_eq!(alone.faulty, if is_list { Vec::new() } else { vec![other] });
    }
    for (wire, is_there) in [
        (json!({}), false),
        (json!({"data": null}), false),
        (json!({"data": []}), true),
    ] {
        let to_many: ToMany = serde_json::from_value(wire).unwrap();
        assert_eq!((to_many.data.is_some(), to_many.faulty.len()), (is_there, 0));
    }
}

#[test]
fn a_relationship_that_is_no_object_costs_itself() {
    for value in [json!("u1"), json!(7), json!([1]), json!({"links": [], "meta": "x"})] {
        let to_one: ToOne = serde_json::from_value(value.clone()).unwrap();
        let to_many: ToMany = serde_json::from_value(value.clone()).unwrap();
        let is_kept = !value.is_object();
        assert_eq!(
            (to_one.faulty.is_some(), to_many.faulty.len()),
            (is_kept, usize::from(is_kept))
        );
        assert_eq!((to_one.links, to_many.meta), (None, None));
    }
    assert_eq!(serde_json::from_value::<ToOne>(json!(null)).unwrap(), ToOne::default());
}

#[test]
fn debug_prints_names_of_what_nobody_described_and_no_values() {
    let meta = json!({"token": "marker", "of": [{"token": "marker"}]});
    let identifier = json!({"type": "User", "id": "u1", "meta": meta});
    let link = |href: &str| json!({"href": href, "meta": meta});
    let links =
        json!({"self": "/calls?signature=marker#marker", "next": link("/b?key=marker"), "last": {"meta": meta}});
    let document: Document<Option<Call>> = serde_json::from_value(json!({
        "data": {"id": "c1", "attributes": {"status": "completed"}},
        "included": [{"type": "User", "id": "u1", "attributes": {"key": "marker"}, "meta": meta}, "marker", ["marker"]],
        "links": links,
        "meta": meta,
        "jsonapi": {"version": "1.1", "meta": meta, "new": "marker"},
        "new": "marker",
    }))
    .unwrap();
    let to_one = |data: Value| serde_json::from_value::<ToOne>(json!({"data": data, "links": links, "meta": meta}));
    let to_many: ToMany = serde_json::from_value(
        json!({"data": [identifier, {"key": "marker"}, "marker"], "links": links, "meta": meta}),
    )
    .unwrap();
    let printed = format!(
        "{document:?} {:?} {:?} {to_many:?}",
        to_one(identifier.clone()).unwrap(),
        to_one(meta.clone()).unwrap()
    );
    assert!(!printed.contains("marker"), "{printed}");
    for shown in [
        "completed",
        r#""id": "u1""#,
        r#""attributes": {"key": [redacted]}"#,
        r#"this: Some("/calls?[redacted]")"#,
        r#"next: Some("/b?[redacted]")"#,
        r#"meta: {"of": [{"token": [redacted]}], "token": [redacted]}"#,
        r#"version: Some("1.1")"#,
        r#"Identifier { kind: "User", id: "u1""#,
    ] {
        assert!(printed.contains(shown), "{shown} in {printed}");
    }
    assert_eq!(format!("{:?}", Link::from("/a\"b")), r#""/a\"b""#);
}
