//! What holds of any edit: what changes the generated public surface is explained by a finding, what is added one way is
//! removed the other way, equal documents have none, and nothing is dropped in silence. By random edits of a small document.

use std::collections::BTreeSet;

use callspec_codegen::source::Source;
use callspec_diff::side::{Input, Side};
use callspec_diff::{Comparison, Options};
use proptest::prelude::*;
use serde_json::{Value, json};

const SMALL: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "Things", "version": "1.0.0"},
  "servers": [{"url": "https://a.example"}],
  "security": [{"key": []}],
  "paths": {
    "/things": {
      "get": {
        "operationId": "list_things", "tags": ["things"],
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}}],
        "responses": {"200": {"description": "All.", "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}}}
      },
      "post": {
        "operationId": "make_thing", "tags": ["things"],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
        "callbacks": {"made": {"{$request.query.url}": {"post": {
          "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"at": {"type": "string"}}}}}},
          "responses": {"200": {"description": "Taken."}}}}}},
        "responses": {
          "201": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
          "409": {"description": "No.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
        }
      }
    },
    "/things/{id}": {
      "patch": {
        "operationId": "change_thing", "deprecated": true,
        "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewThing"}}}},
        "responses": {"200": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}
      }
    }
  },
  "webhooks": {
    "thing.gone": {
      "post": {
        "parameters": [{"name": "X-Signature", "in": "header", "required": true, "schema": {"type": "string"}}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Gone"}}}},
        "responses": {"200": {"description": "Taken.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}
      }
    }
  },
  "components": {
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    "schemas": {
      "Thing": {"type": "object", "required": ["id", "state"], "properties": {
        "id": {"type": "string"}, "state": {"type": "string", "enum": ["on", "off"]}, "note": {"type": "string", "nullable": true},
        "parent": {"$ref": "#/components/schemas/Thing"}, "owner": {"oneOf": [{"type": "string"}, {"type": "integer"}]}}},
      "NewThing": {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string", "maxLength": 20}, "note": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}}}},
      "Gone": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "why": {"$ref": "#/components/schemas/Problem"}}},
      "Problem": {"type": "object", "properties": {"detail": {"type": "string"}}}
    }
  }
}"##;

/// An edit of whatever node a number points to.
fn edit(document: &mut Value, pick: usize, how: usize) {
    let mut pointers = Vec::new();
    collect(document, "", &mut pointers);
    let Some(pointer) = pointers.get(pick % pointers.len().max(1)) else {
        return;
    };
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let new = match how % 7 {
        0 => None,
        1 => Some(json!("integer")),
        2 => Some(json!(true)),
        3 => Some(json!({"type": "string"})),
        4 => Some(json!(["on"])),
        5 => Some(json!({"$ref": "#/components/schemas/Problem"})),
        _ => Some(json!("renamed")),
    };
    let key = key.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(parent), new) {
        (Some(Value::Object(members)), None) => {
            members.shift_remove(&key);
        }
        (Some(Value::Object(members)), Some(new)) if how.is_multiple_of(2) => {
            members.insert(key, new);
        }
        // A name that there was not.
        (Some(Value::Object(members)), Some(new)) => {
            members.insert(format!("{key}_too"), new);
        }
        (Some(Value::Array(items)), None) => {
            items.pop();
        }
        (Some(Value::Array(items)), Some(new)) => items.push(new),
        _ => {}
    }
}

fn collect(value: &Value, at: &str, pointers: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let at = format!("{at}/{key}");
        collect(child, &at, pointers);
        if ["/paths/", "/webhooks/", "/components/", "/se"]
            .iter()
            .any(|part| at.starts_with(part))
        {
            pointers.push(at);
        }
    }
}

/// The comparison; `None` where a document has errors.
fn compare(base: &str, head: &str) -> Option<Comparison> {
    let side = |text: &str| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("things.json", text),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    callspec_diff::compare(side(base), side(head), &options).ok()
}

/// The places where findings say that something is, or was.
fn places(comparison: &Comparison, head: bool) -> BTreeSet<String> {
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    let places = findings.filter_map(|finding| if head { &finding.head } else { &finding.base }.as_ref());
    places.map(|place| place.pointer.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_change_of_the_surface_has_a_finding(edits in prop::collection::vec((any::<u16>(), any::<u8>()), 1..4)) {
        let mut document: Value = serde_json::from_str(SMALL).unwrap();
        for (pick, how) in edits {
            edit(&mut document, usize::from(pick), usize::from(how));
        }
        let head = document.to_string();
        let Some(forward) = compare(SMALL, &head) else { return Ok(()) };
        let provider = &forward.providers[0];
        let explained: BTreeSet<&str> = provider.findings.iter().flat_map(|finding| &finding.surface).map(|change| change.path.as_str()).collect();
        let changed = surface_changes(SMALL, &head);
        let changed: BTreeSet<&str> = changed.iter().map(String::as_str).collect();
        prop_assert!(changed.is_subset(&explained), "{:?}", changed.difference(&explained));
        // What signatures do not say is known of arguments and of what builds a client.
        let mut others = provider.findings.iter().flat_map(|finding| &finding.surface).filter(|change| !changed.contains(change.path.as_str()));
        prop_assert!(others.all(|change| !change.arguments.is_empty() || change.path.ends_with("::build")));
        // Nothing is dropped in silence.
        let said = provider.findings.len() + provider.noise.total();
        prop_assert!(said > 0 || normalised(SMALL) == normalised(&head), "nothing is said of\n{}", head);
        // The other way, what was is what is.
        let Some(backward) = compare(&head, SMALL) else { return Err(TestCaseError::fail("compared one way only")) };
        prop_assert_eq!(places(&forward, false), places(&backward, true));
        prop_assert_eq!(places(&forward, true), places(&backward, false));
        prop_assert_eq!(compare(&head, &head).unwrap().providers[0].findings.len(), 0);
    }
}

/// The document as it is compared.
fn normalised(text: &str) -> Value {
    let mut report = callspec_codegen::report::Report::default();
    let value = callspec_codegen::read::read(&mut Source::from_text("things.json", text), &mut report).unwrap();
    callspec_codegen::normalise::normalise(value, &mut report).value
}

/// The paths of what differs between the public surfaces, found without the comparison.
fn surface_changes(base: &str, head: &str) -> BTreeSet<String> {
    let surface = |text: &str| {
        let options = callspec_codegen::pipeline::Options {
            name: "things".to_owned(),
            strict: false,
            emit: callspec_codegen::emit::Options {
                spec: String::new(),
                runtime: callspec_codegen::emit::Runtime::Workspace,
            },
        };
        let outcome = callspec_codegen::pipeline::analyse(Source::from_text("things.json", text), &options);
        let files = callspec_codegen::pipeline::generate(&outcome, &options).unwrap();
        let files: Vec<(String, String)> = files.into_iter().map(|file| (file.path, file.text)).collect();
        callspec_diff::surface::parsed("things", &files).unwrap()
    };
    let changes = callspec_diff::surface::compare(&surface(base), &surface(head));
    changes.into_iter().map(|change| change.path).collect()
}

#[test]
fn a_change_of_a_shared_schema_is_one_finding_however_deep_and_in_both_directions() {
    let mut document: Value = serde_json::from_str(SMALL).unwrap();
    document["components"]["schemas"]["NewThing"]["properties"]["copy_of"] =
        json!({"$ref": "#/components/schemas/Thing"});
    let base = document.to_string();
    document["components"]["schemas"]["Thing"]["properties"]["id"] = json!({"type": "string", "nullable": true});
    let comparison = compare(&base, &document.to_string()).unwrap();
    let [finding] = comparison.providers[0].findings.as_slice() else {
        panic!("{:#?}", comparison.providers[0].findings)
    };
    let rules: Vec<(&str, &str)> = finding
        .rulings
        .iter()
        .map(|ruling| (ruling.rule.as_str(), ruling.wire.as_str()))
        .collect();
    assert_eq!(
        rules,
        [
            ("response-property-became-nullable", "breaking"),
            ("request-property-became-nullable", "fine")
        ]
    );
    assert_eq!(
        finding.operations,
        ["GET /things", "POST /things", "PATCH /things/{id}"]
    );
}

#[test]
fn data_of_webhooks_travels_the_other_way_round() {
    let mut document: Value = serde_json::from_str(SMALL).unwrap();
    let problem = "/components/schemas/Problem/properties/detail/maxLength";
    set(&mut document, problem, json!(80));
    let comparison = compare(SMALL, &document.to_string()).unwrap();
    let [finding] = comparison.providers[0].findings.as_slice() else {
        panic!("{:#?}", comparison.providers[0].findings)
    };
    // What answers a webhook goes to the server, which refuses longer texts; what refuses a request comes from it.
    let rules: Vec<(&str, &str)> = finding
        .rulings
        .iter()
        .map(|ruling| (ruling.rule.as_str(), ruling.wire.as_str()))
        .collect();
    assert_eq!(
        rules,
        [
            ("request-property-max-length-set", "breaking"),
            ("response-property-max-length-set", "fine")
        ]
    );
    assert_eq!(finding.operations, ["POST /things", "webhook thing.gone"]);
    let comment = callspec_diff::format::markdown(&comparison);
    assert!(
        comment.contains("#### `client.make_thing, webhook thing.gone`"),
        "{comment}"
    );
    assert!(
        comment.contains(" Also `response-property-max-length-set` (fine): "),
        "{comment}"
    );
}

#[test]
fn what_a_webhook_holds_is_judged_in_rust_too() {
    for (pointer, rule, of, change) in [
        (
            "/components/schemas/Gone/properties/id/nullable",
            "response-property-became-nullable",
            "Gone id",
            "things::models::Gone::id: String → Option<String>",
        ),
        (
            "/paths/~1things/post/callbacks/made/{$request.query.url}/post/requestBody/content/application~1json/schema/required",
            "response-property-became-required",
            "POST /things callback made, body: at",
            "things::models::MadeCallback::at: Option<String> → String",
        ),
    ] {
        let mut document: Value = serde_json::from_str(SMALL).unwrap();
        let value = if pointer.ends_with("required") {
            json!(["at"])
        } else {
            json!(true)
        };
        set(&mut document, pointer, value);
        let comparison = compare(SMALL, &document.to_string()).unwrap();
        let finding = &comparison.providers[0].findings[0];
        assert_eq!(finding.ruling().rule, rule);
        assert_eq!(format!("{} {}", finding.owner.label(), finding.subject), of);
        assert!(
            finding.surface.iter().any(|known| known.line() == change),
            "{finding:#?}"
        );
    }
}

/// Sets a member of an object.
fn set(document: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    document.pointer_mut(parent).unwrap()[key] = value;
}

#[test]
fn a_schema_that_is_made_of_itself_is_compared_once() {
    // `allOf` around a reference, as documents write a reference that may be null.
    let tree = |kind: &str| {
        format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "Things", "version": "1.0.0"}}, "paths": {{"/a": {{"get": {{"operationId": "a",
            "responses": {{"200": {{"description": "It.", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/T"}}}}}}}}}}}}}}}},
            "components": {{"schemas": {{"T": {{"type": "object", "properties": {{
            "up": {{"nullable": true, "allOf": [{{"$ref": "#/components/schemas/T"}}]}}, "id": {{"type": "{kind}"}}}}}}}}}}}}"##
        )
    };
    let comparison = compare(&tree("string"), &tree("boolean")).unwrap();
    let findings: Vec<&str> = comparison.providers[0]
        .findings
        .iter()
        .map(|finding| finding.ruling().rule.as_str())
        .collect();
    assert_eq!(findings, ["response-property-type-changed"]);
}

#[test]
fn references_are_followed_however_many_are_strung_together() {
    let chain = |end: &str| {
        let link = |index: usize| {
            let next = if index == 1_500 {
                end.to_owned()
            } else {
                format!(r##"{{"$ref": "#/components/schemas/T{}"}}"##, index + 1)
            };
            format!(r#""T{index}": {{"type": "object", "properties": {{"next": {next}}}}}"#)
        };
        let links: Vec<String> = (0..=1_500).map(link).collect();
        format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "Things", "version": "1.0.0"}}, "paths": {{"/a": {{"get": {{"operationId": "a",
            "responses": {{"200": {{"description": "It.", "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/T0"}}}}}}}}}}}}}}}},
            "components": {{"schemas": {{{}}}}}}}"##,
            links.join(", ")
        )
    };
    let comparison = compare(&chain(r#"{"type": "string"}"#), &chain(r#"{"type": "boolean"}"#)).unwrap();
    let [finding] = comparison.providers[0].findings.as_slice() else {
        panic!("{:#?}", comparison.providers[0].findings)
    };
    assert_eq!(finding.ruling().rule, "response-property-type-changed");
    assert_eq!(finding.operations, ["GET /a"]);
}
