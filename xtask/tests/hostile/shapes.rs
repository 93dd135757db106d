//! Documents whose shape is hostile: rings, explosions, width, references to elsewhere.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::net::TcpListener;

use serde_json::{Map, Value, json};

use super::child::{Ended, TempFolder, codegen, generated, outcome, refused, run, tool};

fn document(schemas: Value) -> String {
    let mut document = json!({"openapi": "3.0.3", "info": {"title": "Shapes", "version": "1.0.0"}, "paths": {}});
    document["components"]["schemas"] = schemas;
    serde_json::to_string_pretty(&document).unwrap()
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn objects<T: Into<String>>(entries: impl IntoIterator<Item = (T, Value)>) -> Value {
    Value::Object(
        entries
            .into_iter()
            .map(|(key, value)| (key.into(), value))
            .collect::<Map<_, _>>(),
    )
}

/// References that never lead to a schema are errors that name the place.
#[test]
fn rings_of_references_are_refused() {
    refused(
        "ring.json",
        &document(objects([("A", reference("A"))])),
        "ref-cycle",
        ":",
    );
    refused(
        "ring.json",
        &document(objects([("A", reference("B")), ("B", reference("A"))])),
        "ref-cycle",
        ":",
    );
    let long = (0..3_000).map(|n| (format!("A{n}"), reference(&format!("A{}", (n + 1) % 3_000))));
    refused("ring.json", &document(objects(long)), "ref-cycle", ":");
}

/// Types that contain themselves are generated, boxed where they must be, or said to be without end.
#[test]
fn recursive_schemas_are_generated() {
    let cases = [
        json!({"A": {"type": "object", "properties": {"a": reference("A")}}}),
        json!({"A": {"type": "object", "required": ["a"], "properties": {"a": reference("A")}}}),
        json!({"A": {"type": "array", "items": reference("A")}}),
        json!({"A": {"type": "object", "additionalProperties": reference("A")}}),
        json!({"A": {"allOf": [reference("A")]}}),
        json!({"A": {"allOf": [reference("B")]}, "B": {"allOf": [reference("A"), {"properties": {"x": {"type": "string"}}}]}}),
        json!({"A": {"oneOf": [reference("A"), {"type": "string"}]}}),
        json!({"A": {"anyOf": [reference("B"), reference("C")]}, "B": {"anyOf": [reference("A"), reference("C")]}, "C": {"oneOf": [reference("A"), reference("B")]}}),
        json!({"A": {"not": reference("A")}}),
        json!({"A": {"oneOf": [{"type": "array", "items": reference("A")}, {"type": "object", "additionalProperties": reference("A")}]}}),
        json!({"A": {"type": "object", "required": ["b"], "properties": {"b": reference("B")}}, "B": {"type": "object", "required": ["a"], "properties": {"a": reference("A")}}}),
    ];
    for case in cases {
        let ended = outcome("recursive.json", &document(case.clone()));
        assert!(
            ended.code == Some(0) || ended.err.contains("error["),
            "{case}: {ended:?}"
        );
    }
}

/// A reference to elsewhere is refused with its place, and nothing is fetched or read.
#[test]
fn nothing_is_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let secret = TempFolder::new();
    secret.put("secret.yaml", "type: string\ndescription: a secret\n");
    let shown = secret.0.display();
    let targets = [
        format!("http://127.0.0.1:{port}/a.yaml#/A"),
        format!("//127.0.0.1:{port}/a.yaml"),
        format!("HTTPS://localhost:{port}/a.json"),
        format!("ftp://127.0.0.1:{port}/a"),
        format!("file://{shown}/secret.yaml"),
        format!("file:{shown}/secret.yaml"),
        format!("{shown}/secret.yaml"),
        "/etc/passwd".to_owned(),
        "../../../../../../../../etc/passwd".to_owned(),
        "%2e%2e/%2e%2e/%2Fetc/passwd#/a".to_owned(),
        "../secret.yaml".to_owned(),
        "link.yaml".to_owned(),
    ];
    for target in &targets {
        for (kind, text) in places(target) {
            let temp = TempFolder::new();
            temp.put("deep/spec.json", &text);
            std::os::unix::fs::symlink(secret.0.join("secret.yaml"), temp.0.join("deep/link.yaml")).unwrap();
            temp.put("secret.yaml", "type: string\ndescription: a secret\n");
            let ended = run(&mut codegen(&temp.0, "deep/spec.json"));
            let is_told = ["remote-ref", "outside-ref", "unreadable-ref", "external-ref"]
                .iter()
                .any(|code| ended.err.contains(&format!("error[{code}]")));
            assert!(
                ended.code == Some(1) && is_told && ended.err.contains("--> deep/spec.json:"),
                "{target} as {kind}: {ended:?}"
            );
            assert!(
                !ended.err.contains("a secret") && !ended.err.contains("root:"),
                "{}",
                ended.err
            );
        }
    }
    assert_eq!(
        listener.accept().unwrap_err().kind(),
        ErrorKind::WouldBlock,
        "somebody called"
    );
}

/// Documents that hold a reference where each kind of object may stand.
fn places(target: &str) -> Vec<(&'static str, String)> {
    let target = json!({ "$ref": target });
    let with = |path: &str, value: Value| {
        let mut document: Value = serde_json::from_str(&document(json!({"A": {"type": "string"}}))).unwrap();
        document["paths"] = json!({"/a": {"post": {"responses": {"200": {"description": "ok"}}}}});
        let mut at = &mut document;
        for key in path.split('.') {
            at = &mut at[key];
        }
        *at = value;
        document.to_string()
    };
    vec![
        ("schema", with("components.schemas.B", target.clone())),
        ("path item", with("paths./b", target.clone())),
        ("response", with("paths./a.post.responses.200", target.clone())),
        ("body", with("paths./a.post.requestBody", target.clone())),
        ("parameter", with("paths./a.post.parameters", json!([target.clone()]))),
        (
            "header",
            with("paths./a.post.responses.200.headers", json!({"X": target})),
        ),
    ]
}

fn said(what: &str, ended: &Ended) {
    eprintln!(
        "{what}: exit {:?}, {:?}, {} MiB",
        ended.code,
        ended.time,
        ended.memory >> 10
    );
}

#[test]
fn wide_documents_are_generated() {
    let properties = objects((0..20_000).map(|n| (format!("property{n}"), json!({"type": "string"}))));
    let ended = generated(
        "properties.json",
        &document(json!({"A": {"type": "object", "properties": properties}})),
    );
    said("20,000 properties", &ended);
    let values: Vec<_> = (0..20_000).map(|n| format!("value {n}")).collect();
    let ended = generated(
        "values.json",
        &document(json!({"A": {"type": "string", "enum": values}})),
    );
    said("20,000 enum values", &ended);
    let schemas = objects((0..5_000).map(|n| {
        (
            format!("A{n}"),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        )
    }));
    said("5,000 schemas", &generated("schemas.json", &document(schemas)));
}

/// Unions of thousands of alternatives are not compared two by two, and it is said where they may not be told apart.
#[test]
fn wide_unions_end() {
    let text = json!({"type": "string"});
    let alternative = |way: &str, n: usize| match way {
        "constants" => json!({"required": ["k"], "properties": {"k": {"type": "string", "enum": [format!("v{n}")]}}}),
        "keys" => json!({"required": [format!("p{n}")], "properties": {format!("p{n}"): text}}),
        "own constants" => json!({"properties": {format!("p{n}"): {"type": "string", "enum": ["a"]}}}),
        _ => json!({"properties": {format!("p{n}"): text}}),
    };
    for (way, keyword, is_told) in [
        ("constants", "oneOf", true),
        ("keys", "oneOf", true),
        ("keys", "anyOf", false),
        ("own constants", "oneOf", false),
        ("nothing", "oneOf", false),
    ] {
        let mut schemas: Vec<_> = (0..5_000).map(|n| (format!("A{n}"), alternative(way, n))).collect();
        schemas
            .iter_mut()
            .for_each(|(_, schema)| schema["type"] = json!("object"));
        let all: Vec<_> = (0..5_000).map(|n| reference(&format!("A{n}"))).collect();
        schemas.push(("U".to_owned(), json!({keyword: all})));
        let temp = TempFolder::new();
        temp.put("union.json", document(objects(schemas)));
        let ended = run(&mut tool(&temp.0, &["lint", "union.json"]));
        said(&format!("5,000 alternatives of {keyword}, by {way}"), &ended);
        assert!(ended.memory < 512 << 10, "{way}: {} KiB", ended.memory);
        assert_ne!(ended.err.contains("[ambiguous-union]"), is_told, "{way}: {}", ended.err);
    }
}

/// Two ways to each next choice, and one text that holds JSON: whether a choice is one of events is looked for once.
#[test]
fn choices_that_lead_back_in_many_ways_end() {
    let next = reference("B");
    let schemas = json!({
        "A": {"oneOf": [next, next]},
        "B": {"oneOf": [reference("A")]},
        "Text": {"type": "string", "contentMediaType": "application/json", "contentSchema": {}},
    });
    said("a ring of choices", &outcome("ring.json", &document(schemas)));
}

/// Each `then` is one level more of the runtime's macro, which rustc follows for 128.
#[test]
fn a_union_has_few_steps_whatever_tells_its_alternatives() {
    let alternative = |n: usize| {
        let own = json!({format!("p{n}"): {"type": "string", "enum": ["a"]}});
        (format!("A{n}"), json!({"type": "object", "properties": own}))
    };
    let mut schemas: Vec<_> = (0..200).map(alternative).collect();
    let all: Vec<_> = (0..200).map(|n| reference(&format!("A{n}"))).collect();
    schemas.push(("U".to_owned(), json!({"oneOf": all})));
    let temp = TempFolder::new();
    temp.put("union.json", document(objects(schemas)));
    let ended = run(&mut tool(
        &temp.0,
        &["codegen", "--spec", "union.json", "--name", "union", "--out", "out"],
    ));
    said("200 alternatives with a constant of their own", &ended);
    assert!(ended.err.contains("[ambiguous-union]"), "{}", ended.err);
    let union = std::fs::read_to_string(temp.0.join("out/union-models/src/u.rs")).unwrap();
    assert!(union.contains("by fit"), "{union}");
    assert!(union.matches(" then ").count() < 100, "{union}");
}

#[test]
fn unknown_keys_by_the_thousand_are_told() {
    let mut document: Value = serde_json::from_str(&document(json!({}))).unwrap();
    (0..100_000).for_each(|n| document[format!("key{n}")] = json!(1));
    let temp = TempFolder::new();
    temp.put("keys.json", serde_json::to_string_pretty(&document).unwrap());
    let ended = run(&mut tool(&temp.0, &["lint", "keys.json"]));
    said("100,000 unknown keys", &ended);
    assert_eq!(ended.err.matches("[unknown-key]").count(), 100_000);
}

#[test]
fn many_paths_are_generated() {
    let mut document: Value = serde_json::from_str(&document(json!({}))).unwrap();
    let operation = json!({"get": {"responses": {"204": {"description": "done"}}}});
    document["paths"] = objects((0..5_000).map(|n| (format!("/a{n}"), operation.clone())));
    said("5,000 paths", &generated("paths.json", &document.to_string()));
}

/// 2^24 combinations of parts: read once, or refused.
#[test]
fn explosive_documents_end() {
    let pair = |keyword: &str, n: i32| json!({keyword: [reference(&format!("A{}", n + 1)), reference(&format!("A{}", n + 1))]});
    for keyword in ["allOf", "oneOf", "anyOf"] {
        let mut schemas: Vec<_> = (0..24).map(|n| (format!("A{n}"), pair(keyword, n))).collect();
        schemas.push((
            "A24".to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        ));
        said(
            &format!("2^24 {keyword}"),
            &outcome("blowup.json", &document(objects(schemas))),
        );
        let mut different: Vec<_> = (0..24)
            .map(|n| {
                let part = |word: &str| json!({"allOf": [reference(&format!("A{}", n + 1)), {"type": "object", "properties": {format!("{word}{n}"): {"type": "string"}}}]});
                (format!("A{n}"), json!({keyword: [part("left"), part("right")]}))
            })
            .collect();
        different.push((
            "A24".to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        ));
        said(
            &format!("2^24 different {keyword}"),
            &outcome("blowup.json", &document(objects(different))),
        );
    }
    let properties: Vec<_> = (0..24)
        .map(|n| (format!("A{n}"), json!({"type": "object", "properties": {"a": reference(&format!("A{}", n + 1)), "b": reference(&format!("A{}", n + 1))}})))
        .chain([("A24".to_owned(), json!({"type": "string"}))])
        .collect();
    said(
        "2^24 properties",
        &generated("blowup.json", &document(objects(properties))),
    );
}

/// Parts that are composed of what they are parts of: each is made once, not in every order in which it may be met.
#[test]
fn parts_composed_of_their_whole_end() {
    let part = |name: String| json!({"allOf": [reference(&name), {"properties": {"p": {"type": "string"}}}]});
    let star = (0..14).map(|n| {
        let properties = objects((0..14).map(|m| (format!("x{m}"), part(format!("A{m}")))));
        (format!("A{n}"), json!({"type": "object", "properties": properties}))
    });
    said(
        "14 objects with parts composed of each other",
        &generated("star.json", &document(objects(star))),
    );
    let chain = (0..1_000).map(|n| {
        (
            format!("A{n}"),
            json!({"type": "object", "properties": {"x": part(format!("A{}", n + 1))}}),
        )
    });
    let chain = chain.chain([("A1000".to_owned(), json!({"type": "object"}))]);
    said(
        "1,000 parts in a chain",
        &generated("chain.json", &document(objects(chain))),
    );
    let tree = (0..30).map(|n| {
        let next = part(format!("A{}", n + 1));
        (
            format!("A{n}"),
            json!({"type": "object", "properties": {"x": next, "y": next}}),
        )
    });
    let tree = tree.chain([("A30".to_owned(), json!({"type": "object"}))]);
    let ended = outcome("tree.json", &document(objects(tree)));
    said("2^30 parts", &ended);
    assert!(ended.err.contains("error[explosive-ref]"), "{}", ended.err);
}

/// Chains and stars of references: the work grows with the document, not with the ways through it.
#[test]
fn chains_end() {
    for (keyword, wrap) in [("allOf", true), ("$ref", false)] {
        let chain = (0..2_000).map(|n| {
            let next = reference(&format!("A{}", n + 1));
            (
                format!("A{n}"),
                if wrap {
                    json!({ keyword: [next, {"properties": {format!("p{n}"): {"type": "string"}}}] })
                } else {
                    next
                },
            )
        });
        let chain = chain.chain([(
            "A2000".to_owned(),
            json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        )]);
        let ended = outcome("chain.json", &document(objects(chain)));
        said(&format!("2,000 {keyword} in a chain"), &ended);
        // Each schema repeats what the ones behind it have: two million properties.
        assert_eq!(ended.err.contains("error[explosive-ref]"), wrap, "{}", ended.err);
    }
    let names: Vec<_> = (0..60).map(|n| format!("A{n}")).collect();
    let all = |names: &[String]| names.iter().map(|name| reference(name)).collect::<Vec<_>>();
    let unions = names.iter().map(|name| (name.clone(), json!({"oneOf": all(&names)})));
    said(
        "60 unions of each other",
        &outcome("star.json", &document(objects(unions))),
    );
    let objects_of_all = names.iter().map(|name| {
        let properties = objects(names.iter().map(|other| (other.clone(), reference(other))));
        (
            name.clone(),
            json!({"type": "object", "required": names, "properties": properties}),
        )
    });
    said(
        "60 objects of each other",
        &outcome("star.json", &document(objects(objects_of_all))),
    );
}

/// An honest catalogue: unions of many large objects look at their properties again and again, and make no more of them.
#[test]
fn many_unions_of_large_objects_are_generated() {
    let properties = objects((0..80).map(|n| (format!("property{n}"), json!({"type": "string"}))));
    let names: Vec<_> = (0..60).map(|n| format!("A{n}")).collect();
    let parts = names.iter().map(|name| {
        let mut part = json!({"type": "object", "required": ["type"], "properties": properties});
        part["properties"]["type"] = json!({"type": "string", "enum": [name]});
        (name.clone(), part)
    });
    let arms: Vec<_> = names.iter().map(|name| reference(name)).collect();
    let unions = (0..80).map(|n| (format!("U{n}"), json!({"oneOf": arms})));
    let ended = generated("unions.json", &document(objects(parts.chain(unions))));
    said("80 unions of 60 objects of 80 properties", &ended);
}

/// Patterns are shown to people and never compiled; one that is none is a warning.
#[test]
fn patterns_are_never_compiled() {
    let patterns = [
        "^(a+)+$",
        "(x+x+)+y",
        "(?<=a)b",
        "[",
        "(",
        "*",
        "a{2,1}",
        "\\",
        "(?<n>a)\\k<n>",
        "\\p{L}",
    ];
    let mut text = String::new();
    for (index, pattern) in patterns.iter().enumerate() {
        write!(
            text,
            "{}\"A{index}\": {{\"type\": \"string\", \"pattern\": {}}}",
            if index > 0 { ", " } else { "" },
            json!(pattern)
        )
        .unwrap();
    }
    let spec = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"a\", \"version\": \"1.0.0\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{{text}}}}}}}"
    );
    let temp = TempFolder::new();
    temp.put("patterns.json", spec);
    let ended = run(&mut codegen(&temp.0, "patterns.json"));
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let faulty = ended.err.matches("warning[faulty-pattern]").count();
    assert_eq!(faulty, 5, "{}", ended.err);
    for manifest in ["hostile-models", "hostile-client"] {
        let text = std::fs::read_to_string(temp.0.join("out").join(manifest).join("Cargo.toml")).unwrap();
        assert!(!text.contains("regex"), "{text}");
    }
}
