//! What becomes of parents, of those that extend them, and of references to them.

use serde_json::{Value, json};

use crate::normalise::Facts;
use crate::normalise::testing::normalised;
use crate::report::Code;

fn schemas(schemas: Value) -> (Value, Vec<Code>) {
    let (found, _, codes) = with_facts(schemas);
    (found, codes)
}

fn with_facts(schemas: Value) -> (Value, Facts, Vec<Code>) {
    let (mut plain, codes) = normalised("3.0.3", json!({"components": {"schemas": schemas}}));
    (plain.value["components"]["schemas"].take(), plain.facts, codes)
}

fn to(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn extending(base: &str, properties: Value) -> Value {
    json!({"allOf": [to(base), {"type": "object", "properties": properties}]})
}

fn parent(discriminator: Value) -> Value {
    let properties = json!({"kind": {"type": "string"}});
    json!({"type": "object", "required": ["kind"], "properties": properties, "discriminator": discriminator})
}

/// The tags of a union, each with the component it is for.
fn tags(union: &Value) -> Vec<(String, String)> {
    let mapping = union["discriminator"]["mapping"].as_object().unwrap();
    let name = |target: &Value| target.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    mapping
        .iter()
        .map(|(tag, target)| (tag.clone(), name(target)))
        .collect()
}

fn tagged(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(tag, name)| ((*tag).to_owned(), (*name).to_owned()))
        .collect()
}

#[test]
fn a_parent_is_a_choice_and_its_members_are_a_component() {
    let mut pet = parent(json!({"propertyName": "kind"}));
    pet["description"] = json!("A pet.");
    let (found, facts, codes) =
        with_facts(json!({"Pet": pet, "Cat": extending("Pet", json!({"claws": {"type": "integer"}}))}));
    assert_eq!(codes, []);
    assert_eq!(
        found["Pet"],
        json!({
            "description": "A pet.",
            "oneOf": [to("Pet_base"), to("Cat")],
            "discriminator": {"propertyName": "kind", "mapping": {
                "Pet": "#/components/schemas/Pet_base", "Cat": "#/components/schemas/Cat",
            }},
        })
    );
    let own = json!({
        "type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}},
    });
    assert_eq!(facts.base_of("Pet"), Some("Pet_base"));
    assert_eq!(found["Pet_base"], own);
    assert_eq!(found["Cat"]["allOf"][0], to("Pet_base"));
}

#[test]
fn a_mapping_says_whether_the_parent_exists_by_itself() {
    let mapping = |mapping: Value| parent(json!({"propertyName": "kind", "mapping": mapping}));
    let of = |parent: Value| {
        let (found, facts, codes) = with_facts(json!({
            "P": parent, "A": extending("P", json!({})), "B": extending("P", json!({"kind": {"type": "string", "enum": ["bee"]}})),
        }));
        assert_eq!(codes, []);
        (tags(&found["P"]), facts.bases["P_base"].is_abstract)
    };
    assert_eq!(
        of(mapping(json!({"a": "A"}))),
        (tagged(&[("a", "A"), ("bee", "B")]), true)
    );
    let all = tagged(&[("p", "P_base"), ("a", "A"), ("bee", "B")]);
    assert_eq!(of(mapping(json!({"a": "A", "p": "P"}))), (all, false));
}

#[test]
fn one_alternative_is_not_all_values() {
    let parent = parent(json!({"propertyName": "kind", "mapping": {"a": "A"}}));
    let (found, _) = schemas(json!({"P": parent, "A": extending("P", json!({}))}));
    assert_eq!(tags(&found["P"]), tagged(&[("P", "P_base"), ("a", "A")]));
}

#[test]
fn a_level_in_between_is_a_choice_too() {
    let (found, _) = schemas(json!({
        "P": parent(json!({"propertyName": "kind"})),
        "M": extending("P", json!({"m": {}})),
        "C": extending("M", json!({"c": {}})),
    }));
    assert_eq!(
        tags(&found["P"]),
        tagged(&[("P", "P_base"), ("M", "M_base"), ("C", "C")])
    );
    assert_eq!(tags(&found["M"]), tagged(&[("M", "M_base"), ("C", "C")]));
    assert_eq!(found["M_base"]["allOf"][0], to("P_base"));
    assert_eq!(found["C"]["allOf"][0], to("M_base"));
}

#[test]
fn a_ring_of_parents_ends() {
    let (found, _) = schemas(json!({
        "P": {"allOf": [to("Q"), {"type": "object", "properties": {"kind": {"type": "string"}}}], "discriminator": {"propertyName": "kind"}},
        "Q": extending("P", json!({"q": {}})),
    }));
    assert_eq!(tags(&found["P"]), tagged(&[("P", "P_base"), ("Q", "Q_base")]));
}

#[test]
fn what_has_a_value_refers_to_the_choice_and_what_adds_members_does_not() {
    let holder = json!({"type": "object", "properties": {
        "plain": to("P"),
        "tagged": {"description": "Tagged.", "allOf": [to("P")]},
        "narrower": {"allOf": [to("P"), {"type": "object", "required": ["x"]}]},
        "more": extending("P", json!({"more": {}})),
        "alternatives": {"oneOf": [to("P"), to("A")], "discriminator": {"propertyName": "kind"}},
    }});
    let alias = json!({"description": "The same.", "allOf": [to("P")]});
    let (found, _) = schemas(json!({
        "P": parent(json!({"propertyName": "kind", "mapping": {"a": "A", "b": "B"}})),
        "A": extending("P", json!({})), "B": {"allOf": [to("P")]}, "Alias": alias, "Name": to("P"), "Holder": holder,
    }));
    let of = |name: &str| found["Holder"]["properties"][name].clone();
    assert_eq!(of("plain"), to("P"));
    assert_eq!(of("tagged")["allOf"], json!([to("P")]));
    assert_eq!(of("narrower")["allOf"][0], to("P"));
    assert_eq!(of("more")["allOf"][0], to("P_base"));
    assert_eq!(of("alternatives")["oneOf"], json!([to("P_base"), to("A")]));
    assert_eq!(tags(&of("alternatives")), tagged(&[("P", "P_base")]));
    assert_eq!(found["Alias"]["allOf"], json!([to("P")]));
    assert_eq!(found["Name"], to("P"));
    assert_eq!(found["B"]["allOf"], json!([to("P_base"), {"type": "object"}]));
}

#[test]
fn a_property_that_is_declared_nowhere_is_added_once() {
    let thing = json!({"type": "object", "discriminator": {"propertyName": "kind"}});
    let (found, codes) = schemas(json!({"P": thing, "A": extending("P", json!({"a": {}}))}));
    assert_eq!(codes, [Code::FaultyDiscriminator]);
    assert_eq!(found["P_base"]["properties"], json!({"kind": {"type": "string"}}));
    assert_eq!(found["P"]["oneOf"], json!([to("P_base"), to("A")]));
}

#[test]
fn what_nobody_extends_or_is_no_object_stays() {
    let list = json!({"type": "array", "items": {"type": "string"}, "discriminator": {"propertyName": "kind"}});
    let choice = json!({"oneOf": [to("A"), to("B")], "discriminator": {"propertyName": "kind"}});
    let alone = parent(json!({"propertyName": "kind", "mapping": {"a": "A"}}));
    let own = json!({"kind": {"type": "string"}});
    let (found, codes) = schemas(json!({
        "Alone": alone, "List": list, "Choice": choice, "A": extending("Choice", own.clone()), "B": extending("List", own),
    }));
    assert_eq!(codes, []);
    assert_eq!(found.as_object().unwrap().len(), 5);
    assert!(found["Alone"].get("oneOf").is_none());
}

#[test]
fn a_key_that_is_taken_is_not_taken_again() {
    let (found, _) = schemas(json!({
        "P": parent(json!({"propertyName": "kind"})), "A": extending("P", json!({})), "P_base": {"type": "string"},
    }));
    assert_eq!(found["P_base"], json!({"type": "string"}));
    assert_eq!(found["P"]["oneOf"], json!([to("P_base_"), to("A")]));
}

#[test]
fn who_extends_nobody_is_another_by_its_name() {
    let call = json!({"type": "object"});
    let (found, codes) = schemas(json!({
        "Call": call, "Alias": {"allOf": [to("Call")]},
        "Pet": parent(json!({"propertyName": "kind"})), "Cat": {"allOf": [to("Pet")]},
    }));
    assert_eq!(codes, []);
    assert_eq!(found["Alias"], to("Call"));
    assert_eq!(found["Cat"], json!({"allOf": [to("Pet_base"), {"type": "object"}]}));
}

#[test]
fn rings_end() {
    let ring = |first: &str, second: &str| {
        let part = json!({"type": "object", "properties": {"kind": {"type": "integer"}}});
        json!({"allOf": [to(first), to(second), part]})
    };
    let mut pet = parent(json!({"propertyName": "kind"}));
    pet["allOf"] = json!([to("A")]);
    pet["properties"]["kind"] = json!({"allOf": [to("C")]});
    let (found, _) = schemas(json!({
        "Pet": pet, "Cat": {"allOf": [to("Pet"), to("A")]},
        "A": {"allOf": [to("B")]}, "B": {"allOf": [to("A")]},
        "C": ring("D", "C"), "D": ring("C", "E"), "E": ring("D", "E"),
    }));
    assert!(found["Pet"]["oneOf"].is_array());
}
