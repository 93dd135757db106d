//! Documents in which thousands of objects are strung together, by each way in which one may lead to another: whatever the
//! stack and the processor can do for a few they do for all, and what is too much is refused with its place.

use serde_json::{Map, Value, json};

use super::child::{Ended, TempFolder, behind, codegen, run, tool};

/// One link: a component of a section, which leads to the next.
type Link = fn(usize, Value) -> Value;

/// A way to string components together.
struct Chain {
    name: &'static str,
    section: &'static str,
    link: Link,
    end: Value,
}

/// An object of one property.
fn own(n: usize) -> Value {
    json!({"type": "object", "properties": {format!("p{n}"): {"type": "string"}}})
}

/// The ways that make types, however long they are.
fn generated() -> Vec<Chain> {
    let ways: [(&str, Link); 27] = [
        ("Reference", |_, next| next),
        ("AllOf", |_, next| json!({"allOf": [next]})),
        ("Described", |_, next| json!({"allOf": [next], "description": "a"})),
        ("OneOf", |_, next| json!({"oneOf": [next]})),
        ("Either", |_, next| json!({"oneOf": [next, {"type": "string"}]})),
        ("Any", |n, next| json!({"anyOf": [next, own(n)]})),
        ("OrNull", |_, next| json!({"anyOf": [next, {"type": "null"}]})),
        ("Items", |_, next| json!({"type": "array", "items": next})),
        (
            "Properties",
            |_, next| json!({"type": "object", "properties": {"x": next}}),
        ),
        (
            "Required",
            |_, next| json!({"type": "object", "required": ["x"], "properties": {"x": next}}),
        ),
        (
            "Parts",
            |n, next| json!({"type": "object", "properties": {"x": {"allOf": [next, own(n)]}}}),
        ),
        (
            "Union",
            |_, next| json!({"type": "object", "properties": {"x": {"oneOf": [next, {"type": "string"}]}}}),
        ),
        ("Not", |_, next| json!({"not": next})),
        (
            "Values",
            |_, next| json!({"type": "object", "additionalProperties": next}),
        ),
        ("Tuple", |_, next| json!({"type": "array", "prefixItems": [next]})),
        (
            "If",
            |n, next| json!({"if": {"properties": {"k": {"const": n}}}, "then": next, "else": {"type": "string"}}),
        ),
        ("Condition", |_, next| json!({"if": next, "then": {"type": "object"}})),
        ("Names", |_, next| json!({"type": "object", "propertyNames": next})),
        (
            "Patterns",
            |_, next| json!({"type": "object", "patternProperties": {"^a": next}}),
        ),
        ("Contains", |_, next| json!({"type": "array", "contains": next})),
        (
            "Dependent",
            |_, next| json!({"type": "object", "dependentSchemas": {"a": next}}),
        ),
        (
            "Unevaluated",
            |_, next| json!({"type": "object", "unevaluatedProperties": next}),
        ),
        ("Rest", |_, next| json!({"type": "array", "unevaluatedItems": next})),
        ("Sibling", |_, next| json!({"$ref": next["$ref"], "description": "a"})),
        ("Dynamic", |_, next| json!({"$dynamicRef": next["$ref"]})),
        (
            "Inside",
            |_, next| json!({"type": "object", "properties": {"x": {"$ref": format!("{}/properties/x", next["$ref"].as_str().unwrap())}}}),
        ),
        (
            "Definitions",
            |_, next| json!({"$defs": {"x": next}, "$ref": "#/$defs/x"}),
        ),
    ];
    let end = json!({"type": "object", "properties": {"x": {"type": "string"}}});
    let chain = |(name, link)| Chain {
        name,
        section: "schemas",
        link,
        end: end.clone(),
    };
    ways.into_iter().map(chain).collect()
}

/// References to references of what is no schema.
fn references() -> Vec<Chain> {
    let ends = [
        ("links", json!({"operationId": "get_all"})),
        ("responses", json!({"description": "a"})),
        (
            "parameters",
            json!({"name": "a", "in": "query", "schema": {"type": "string"}}),
        ),
        (
            "requestBodies",
            json!({"content": {"application/json": {"schema": {"type": "string"}}}}),
        ),
        ("headers", json!({"schema": {"type": "string"}})),
        ("examples", json!({"value": 1})),
        ("securitySchemes", json!({"type": "http", "scheme": "basic"})),
        ("callbacks", json!({"{$url}": {"post": {"responses": {}}}})),
        ("pathItems", json!({"post": {"responses": {}}})),
    ];
    let chain = |(section, end)| Chain {
        name: "Link",
        section,
        link: |_, next| next,
        end,
    };
    ends.into_iter().map(chain).collect()
}

/// The ways that are refused from some length on, as what they make would grow with its square, or nest without end.
fn refused() -> Vec<Chain> {
    let callback = |_, next| json!({"{$url}": {"post": {"responses": {}, "callbacks": {"next": next}}}});
    let media_type = |_, next| json!({"encoding": {"x": {"headers": {"H": {"content": {"a/b": next}}}}}});
    let parent = json!({"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}, "discriminator": {"propertyName": "k"}});
    let chain = |name, section, link: Link, end| Chain {
        name,
        section,
        link,
        end,
    };
    vec![
        chain("AllOf", "schemas", |n, next| json!({"allOf": [next, own(n)]}), own(0)),
        chain(
            "Extended",
            "schemas",
            |n, next| json!({"allOf": [next, own(n)]}),
            parent.clone(),
        ),
        chain(
            "Parent",
            "schemas",
            |n, next| json!({"allOf": [next, own(n)], "discriminator": {"propertyName": "k"}}),
            parent,
        ),
        chain("Callback", "callbacks", callback, json!({})),
        chain("MediaType", "mediaTypes", media_type, json!({})),
    ]
}

/// A document of some chains, of so many links each.
fn document(chains: &[Chain], links: usize) -> String {
    let mut components = Map::new();
    for chain in chains {
        let name = |n: usize| format!("{}{n}", chain.name);
        let next = |n: usize| json!({"$ref": format!("#/components/{}/{}", chain.section, name(n + 1))});
        let section = components.entry(chain.section).or_insert_with(|| json!({}));
        for n in 0..links {
            section[name(n)] = (chain.link)(n, next(n));
        }
        section[name(links)] = chain.end.clone();
    }
    let get = json!({"operationId": "get_all", "responses": {"204": {"description": "done"}}});
    let document = json!({
        "openapi": "3.2.0", "info": {"title": "Chains", "version": "1.0.0"}, "paths": {"/all": {"get": get}}, "components": components,
    });
    document.to_string()
}

/// Runs a command on a text, behind half of the stack that a process has where stacks are small.
fn told(command: &[&str], text: &str) -> Ended {
    let temp = TempFolder::new();
    temp.put("chain.json", text);
    temp.put("head.json", text.replace("\"string\"", "\"integer\""));
    let ended = run(&mut behind("ulimit -s 1024 && exec", &tool(&temp.0, command)));
    assert!(!ended.err.contains("panicked"), "{}", ended.err);
    ended
}

const LINT: &[&str] = &["lint", "chain.json"];
const IR: &[&str] = &["ir", "chain.json"];
const DIFF: &[&str] = &["diff", "--base", "chain.json", "--head", "head.json"];

#[test]
fn chains_of_all_kinds_are_generated() {
    // Longer than anything is followed at once.
    let mut chains = generated();
    chains.extend(references());
    let text = document(&chains, 130);
    for command in [LINT, IR, DIFF] {
        let ended = told(command, &text);
        assert!(matches!(ended.code, Some(0 | 1)), "{command:?}: {ended:?}");
        assert!(!ended.err.contains("error["), "{command:?}: {}", ended.err);
        eprintln!("{command:?}: {:?}, {} MiB", ended.time, ended.memory >> 10);
    }
    let temp = TempFolder::new();
    temp.put("chain.json", text);
    let ended = run(&mut codegen(&temp.0, "chain.json"));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
}

#[test]
fn long_chains_take_the_time_of_their_length() {
    let of = |name: &str| {
        generated()
            .into_iter()
            .filter(|chain| chain.name == name)
            .collect::<Vec<_>>()
    };
    let mut cases: Vec<(String, String)> = ["Reference", "Tuple", "Definitions"]
        .map(|name| (name.to_owned(), document(&of(name), 10_000)))
        .into();
    cases.push(("references".to_owned(), document(&references(), 3_000)));
    for chain in refused() {
        cases.push((chain.name.to_owned(), document(&[chain], 10_000)));
    }
    for (name, text) in cases {
        let ended = told(LINT, &text);
        assert!(matches!(ended.code, Some(0 | 1)), "{name}: {ended:?}");
        assert!(ended.time.as_secs() < 8, "{name}: {:?}", ended.time);
        eprintln!("{name}: {:?}, {} MiB", ended.time, ended.memory >> 10);
    }
}

#[test]
fn what_multiplies_is_refused_with_its_place() {
    for chain in refused() {
        let (name, text) = (chain.name, document(&[chain], 500));
        for command in [LINT, IR, DIFF] {
            let ended = told(command, &text);
            let is_told = ["explosive-ref", "too-deep"]
                .iter()
                .any(|code| ended.err.contains(&format!("error[{code}]: ")));
            assert!(
                is_told && ended.err.contains("--> chain.json:1:"),
                "{name}, {command:?}: {ended:?}"
            );
        }
    }
}

/// Path items of other files are put in place, each inside the one that refers to it; schemas become components.
#[test]
fn chains_of_files_end() {
    let callback = |next: &str| json!({"get": {"responses": {}, "callbacks": {"a": {"{$url}": {"$ref": next}}}}});
    let schema = |next: &str| json!({"type": "object", "properties": {"x": {"$ref": next}}});
    for (kind, link, root, refused) in [
        (
            "schemas",
            &schema as &dyn Fn(&str) -> Value,
            json!({"components": {"schemas": {"A": {"$ref": "f0.json"}}}}),
            false,
        ),
        (
            "path items",
            &callback,
            json!({"paths": {"/a": {"$ref": "f0.json"}}}),
            true,
        ),
    ] {
        let temp = TempFolder::new();
        for n in 0..1_000 {
            temp.put(&format!("f{n}.json"), link(&format!("f{}.json", n + 1)).to_string());
        }
        temp.put("f1000.json", "{}");
        let mut document = json!({"openapi": "3.0.3", "info": {"title": "Files", "version": "1.0.0"}, "paths": {}});
        document
            .as_object_mut()
            .unwrap()
            .extend(root.as_object().unwrap().clone());
        temp.put("chain.json", document.to_string());
        let ended = run(&mut behind("ulimit -s 1024 && exec", &tool(&temp.0, IR)));
        assert_eq!(
            ended.err.contains("error[too-deep]: "),
            refused,
            "{kind}: {}",
            ended.err
        );
        assert!(ended.time.as_secs() < 8, "{kind}: {:?}", ended.time);
    }
}

/// What a request of the server leads to may be requested again: it is described once.
#[test]
fn what_is_put_in_place_may_lead_back() {
    let callback =
        json!({"{$url}": {"post": {"responses": {}, "callbacks": {"again": {"$ref": "#/components/callbacks/A"}}}}});
    let media_type =
        json!({"encoding": {"x": {"headers": {"H": {"content": {"a/b": {"$ref": "#/components/mediaTypes/A"}}}}}}});
    for (section, value) in [("callbacks", callback), ("mediaTypes", media_type)] {
        let chain = Chain {
            name: "A",
            section,
            link: |_, next| next,
            end: json!({}),
        };
        let mut document: Value = serde_json::from_str(&document(&[chain], 0)).unwrap();
        document["components"][section] = json!({"A": value});
        let ended = told(LINT, &document.to_string());
        assert!(
            matches!(ended.code, Some(0 | 1)) && !ended.err.contains("error["),
            "{section}: {ended:?}"
        );
    }
}
