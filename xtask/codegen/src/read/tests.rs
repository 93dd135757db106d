//! Whole texts: what is read, what is refused, and where.

use serde_json::json;
use std::time::Instant;

use super::*;
use crate::report::{Options, render};

mod bundle;

fn read_text(name: &str, text: &str) -> (Option<Value>, Vec<Diagnostic>, String) {
    let mut source = Source::from_text(name, text);
    let mut report = Report::default();
    let value = read(&mut source, &mut report);
    let shown = render(&report, &source, Options::default());
    (value, report.diagnostics, shown)
}

fn yaml(text: &str) -> (Value, Vec<Diagnostic>, String) {
    let (value, found, shown) = read_text("a.yaml", text);
    (value.unwrap_or_default(), found, shown)
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|diagnostic| diagnostic.code.as_str()).collect()
}

#[test]
fn json_and_yaml_give_equal_values_in_the_order_of_the_text() {
    let (from_yaml, found, _) = yaml(
        "z: [1, -2, 1.5, true, null, ~, 'x']\na: {b: \"\\ud83d\\ude00\"}\n"
            .replace("\\ud83d\\ude00", "😀")
            .as_str(),
    );
    assert!(found.is_empty(), "{found:?}");
    let text = "{\"z\": [1, -2, 1.5, true, null, null, \"x\"], \"a\": {\"b\": \"\\ud83d\\ude00\"}}";
    let (from_json, found, _) = read_text("a.json", text);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(
        serde_json::to_string(&from_yaml).unwrap(),
        serde_json::to_string(&from_json.unwrap()).unwrap()
    );
}

#[test]
fn a_byte_order_mark_tabs_and_carriage_returns_are_accepted() {
    let (value, found, _) = read_text("a.json", "\u{feff}{\r\n\t\"openapi\": \"3.0.3\"\r\n}\r\n");
    assert_eq!((value, codes(&found)), (Some(json!({"openapi": "3.0.3"})), vec![]));
    let (value, found, _) = yaml("\u{feff}openapi: 3.0.3\r\ninfo: {}\r\n");
    assert_eq!(
        (value, codes(&found)),
        (json!({"openapi": "3.0.3", "info": {}}), vec![])
    );
}

#[test]
fn duplicate_keys_are_errors_with_all_places_in_both_syntaxes() {
    let (value, found, shown) = yaml("info: {}\npaths:\n  /a: 1\n  /b: 2\n  /a: 3\n");
    assert_eq!(codes(&found), ["duplicate-key"]);
    assert_eq!(value["paths"]["/a"], 1, "the first is kept");
    let expected = "\
error[duplicate-key]: the key `/a` occurs twice in one object
 --> a.yaml:5:3
  |
5 |   /a: 3
  |   ^^ again here
 ::: a.yaml:3:3
  |
3 |   /a: 1
  |   -- first here
  = in #/paths/~1a
";
    assert!(shown.starts_with(expected), "{shown}");
    let (_, found, shown) = read_text("a.json", "{\"a\": 1,\n\"b\": 2,\n\"a\": 3,\n\"a\": 4}");
    assert_eq!(codes(&found), ["duplicate-key"]);
    for place in ["--> a.json:3:1", "::: a.json:1:2", "::: a.json:4:1"] {
        assert!(shown.contains(place), "{place} in {shown}");
    }
}

#[test]
fn keys_that_are_no_text_become_text_as_written() {
    let (value, found, shown) = yaml("responses:\n  200: a\n  0x10: b\n  true: c\n  1.10: d\n  ~: e\n");
    assert_eq!(
        value,
        json!({"responses": {"200": "a", "0x10": "b", "true": "c", "1.10": "d", "~": "e"}})
    );
    assert_eq!(
        codes(&found),
        ["integer-key", "unquoted-text", "unquoted-text", "unquoted-text"],
        "integer keys are told once"
    );
    assert!(
        shown.contains("the key `200` is an integer in YAML, not text; so is another key\n"),
        "{shown}"
    );
    assert!(shown.contains("--> a.yaml:2:3\n"), "{shown}");
    assert!(
        shown.contains("= in #/responses/200\n  = help: quote it: '200'\n"),
        "{shown}"
    );
    let (_, found, _) = yaml("responses: {200: a, '200': b}\n");
    assert_eq!(codes(&found), ["integer-key", "duplicate-key"]);
}

#[test]
fn integers_beyond_64_bits_are_named_exactly() {
    for (name, text) in [
        (
            "a.yaml",
            "x: 18446744073709551616\ny: -9223372036854775809\nz: 18446744073709551615\nw: 9223372036854775807.0\n",
        ),
        (
            "a.json",
            "{\"x\": 18446744073709551616, \"y\": -9223372036854775809, \"z\": 18446744073709551615, \"w\": 9223372036854775807.0}",
        ),
    ] {
        let (value, found, shown) = read_text(name, text);
        assert_eq!(codes(&found), ["big-number", "big-number"], "{shown}");
        assert!(
            shown.contains("the integer 18446744073709551616 does not fit")
                && shown.contains("the integer -9223372036854775809 does"),
            "{shown}"
        );
        let value = value.unwrap();
        assert_eq!(value["x"].as_f64(), Some(18_446_744_073_709_551_616.0));
        assert_eq!(value["z"].as_u64(), Some(u64::MAX));
    }
    let digits = "9".repeat(60);
    let (_, found, shown) = yaml(&format!("x: {digits}\n"));
    assert_eq!(codes(&found), ["big-number"]);
    assert!(shown.contains(&digits), "{shown}");
}

#[test]
fn what_is_no_number_in_json_is_an_error() {
    let (_, found, shown) = yaml("a: .nan\nb: [-.inf]\n");
    assert_eq!(codes(&found), ["not-finite", "not-finite"]);
    assert!(
        shown.contains("`-.inf` is not a number") && shown.contains("--> a.yaml:2:5"),
        "{shown}"
    );
    let (value, found, shown) = read_text("a.json", "{\n  \"a\": 1e400\n}");
    assert_eq!((value, codes(&found)), (None, vec!["syntax"]));
    assert!(
        shown.contains("number out of range") && shown.contains("--> a.json:2:"),
        "{shown}"
    );
}

#[test]
fn tags_and_second_documents_are_refused_with_their_place() {
    for (text, place) in [
        ("a: !thing x\n", "1:4"),
        ("a: 1\nb: !!binary aGk=\n", "2:4"),
        ("!!set {a, b}\n", "1:1"),
        ("a:\n- !!str 1\n", "2:3"),
    ] {
        let (value, found, shown) = read_text("a.yaml", text);
        assert_eq!((value, codes(&found)), (None, vec!["yaml-tag"]), "{text}");
        assert!(shown.contains(&format!("--> a.yaml:{place}\n")), "{shown}");
    }
    let (value, found, shown) = read_text("a.yaml", "---\na: 1\n---\nb: 1\n");
    assert_eq!((value, codes(&found)), (None, vec!["several-documents"]));
    assert!(shown.contains("--> a.yaml:3:1\n"), "{shown}");
    let (value, found, _) = yaml(
        "%YAML 1.2\n---\na: \"!no tag\"\nb: ! quoted\n...\n"
            .replace("b: ! quoted\n", "")
            .as_str(),
    );
    assert_eq!((value, codes(&found)), (json!({"a": "!no tag"}), vec![]));
}

#[test]
fn merge_keys_are_applied() {
    let text = "base: &base {a: 1, b: 2}\nmore: &more {b: 3, c: 4}\none: {<<: *base, a: 9}\nboth:\n  <<: [*base, *more]\nbad: {<<: 7}\n";
    let (value, found, shown) = yaml(text);
    assert_eq!(value["one"], json!({"a": 9, "b": 2}));
    assert_eq!(value["both"], json!({"a": 1, "b": 2, "c": 4}));
    assert_eq!(codes(&found), ["merge-key"], "{shown}");
    assert!(
        shown.contains("a number, not a mapping") && shown.contains("--> a.yaml:6:"),
        "{shown}"
    );
    let (value, found, _) = read_text("a.json", "{\"<<\": 1}");
    assert_eq!(
        (value, codes(&found)),
        (Some(json!({"<<": 1})), vec![]),
        "JSON has no merge keys"
    );
}

#[test]
fn syntax_errors_have_their_place() {
    let (value, found, shown) = read_text("a.yaml", "info:\n  title: x: y\n");
    assert_eq!((value, codes(&found)), (None, vec!["syntax"]));
    assert!(
        shown.contains("--> a.yaml:2:11\n") && !shown.contains("at line"),
        "{shown}"
    );
    let (value, found, shown) = read_text("a.json", "{\n  \"a\": 1,\n}\n");
    assert_eq!((value, codes(&found)), (None, vec!["syntax"]));
    assert!(shown.contains("--> a.json:3:1\n"), "{shown}");
    let (_, found, shown) = read_text("a.json", "{\"a\": ");
    assert_eq!(codes(&found), ["syntax"], "{shown}");
    let (_, found, shown) = yaml("a: *nowhere\n");
    assert_eq!(codes(&found), ["syntax"]);
    assert!(shown.contains("--> a.yaml:1:4\n"), "{shown}");
}

#[test]
fn a_yaml_text_may_open_as_json_does() {
    let (value, found, _) = yaml("{openapi: 3.0.3, # a comment\n paths: {},}\n");
    assert_eq!(
        (value, codes(&found)),
        (json!({"openapi": "3.0.3", "paths": {}}), vec![])
    );
}

#[test]
fn what_is_no_object_is_no_document() {
    for text in ["", "- a\n", "just text\n", "42", "null", "# only a comment\n"] {
        let (value, found, shown) = read_text("a.yaml", text);
        assert_eq!(
            (value, codes(&found)),
            (None, vec!["not-a-document"]),
            "{text}: {shown}"
        );
    }
}

/// Depth is counted for both syntaxes alike: 128 levels pass, 129 do not.
#[test]
fn depth_is_bounded() {
    let nested = |levels: usize, open: &str, close: &str| {
        format!("{{\"a\": {}{}}}", open.repeat(levels - 1), close.repeat(levels - 1))
    };
    for name in ["a.json", "a.yaml"] {
        let (value, found, _) = read_text(name, &nested(MAX_DEPTH, "[", "]"));
        assert!(value.is_some() && found.is_empty(), "{found:?}");
        for levels in [MAX_DEPTH + 1, 1000, 5000] {
            let (value, found, shown) = read_text(name, &nested(levels, "[", "]"));
            assert_eq!((value, codes(&found)), (None, vec!["too-deep"]), "{shown}");
            assert!(shown.contains("--> a."), "{shown}");
        }
    }
    let flow = |levels: usize| format!("a: {}{}\n", "[".repeat(levels - 1), "]".repeat(levels - 1));
    let block = |levels: usize| {
        (0..levels)
            .map(|level| format!("{}a:\n", " ".repeat(level)))
            .collect::<String>()
    };
    let dashes = |levels: usize| format!("a:\n  {}x\n", "- ".repeat(levels - 1));
    for text in [flow, block, dashes]
        .iter()
        .map(|make: &_| make as &dyn Fn(usize) -> String)
    {
        let (_, found, shown) = yaml(&text(MAX_DEPTH));
        assert!(found.is_empty(), "{shown}");
        let (_, found, shown) = yaml(&text(MAX_DEPTH + 1));
        assert_eq!(codes(&found), ["too-deep"], "{shown}");
    }
}

/// Time that this thread spent, so that a crowded machine does not fail the test.
fn processor_time() -> std::time::Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    std::time::Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

#[test]
fn hostile_texts_are_refused_in_no_time() {
    let laughs = (1..10).fold("a0: &a0 [lol]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))
    });
    let quadratic = format!("a: &a {}\nb: [{}]\n", "x".repeat(60_000), vec!["*a"; 15_000].join(", "));
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        vec!["1"; 20_000].join(", "),
        vec!["*a"; 15_000].join(", ")
    );
    let chain = (1..200).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [*a{}]\n", n - 1)
    });
    let cases = [
        ("[".repeat(160_000), "too-deep"),
        (format!("a: {}", "[".repeat(160_000)), "too-deep"),
        (format!("a: {}", "{".repeat(160_000)), "too-deep"),
        (format!("a: {}", "[ # ]\n".repeat(40_000)), "too-deep"),
        (format!("a: {}", "[\"\n]\n\",\n".repeat(20_000)), "too-deep"),
        ("- ".repeat(80_000), "too-deep"),
        ("? ".repeat(80_000), "syntax"),
        ((0..3_000).map(|n| " ".repeat(n) + "a:\n").collect(), "too-deep"),
        (laughs, "too-large"),
        (quadratic, "too-large"),
        (wide, "too-large"),
        (chain, "too-deep"),
        ("&a [*a]".to_owned(), "too-deep"),
    ];
    for (text, code) in cases {
        let begun = processor_time();
        let (value, found, shown) = read_text("a.yaml", &text);
        let head: String = text.chars().take(30).collect();
        assert_eq!((value, codes(&found)), (None, vec![code]), "{head}: {shown}");
        let spent = processor_time() - begun;
        assert!(spent.as_millis() < 1500, "{head}: {spent:?}");
    }
}

#[test]
fn texts_that_yaml_mistook_are_kept_as_written() {
    let text = "\
openapi: 3.10
info: {title: 42, version: 1.10, x-build: 1.10}
servers: [{url: /, variables: {port: {default: 8443, enum: [8443, 0443]}}}]
tags: [{name: 2024}]
paths:
  /calls:
    get: {operationId: 1e3, tags: [2024, on], responses: {}}
components:
  parameters:
    to: {name: to, in: query, schema: {$ref: '#/components/schemas/Phone'}, example: +15551234567}
  schemas:
    Phone: {type: string, example: +15551234567, default: 0x1F, enum: [no, true, 3.10]}
    Count: {type: integer, example: 3}
    Either: {type: [string, integer], example: 3}
    Order:
      type: object
      required: [to, 1]
      properties:
        to: {$ref: '#/components/schemas/Phone'}
        count: {type: integer}
        list: {type: array, items: {type: string}}
      example: {to: +1555, count: 1, list: [1.0, a], other: 5}
";
    let (value, found, shown) = yaml(text);
    assert!(codes(&found).iter().all(|code| *code == "unquoted-text"), "{shown}");
    assert_eq!(value["openapi"], "3.10");
    assert_eq!(value["info"], json!({"title": "42", "version": "1.10", "x-build": 1.1}));
    assert_eq!(
        value["servers"][0]["variables"]["port"],
        json!({"default": "8443", "enum": ["8443", "0443"]})
    );
    assert_eq!(value["tags"][0]["name"], "2024");
    assert_eq!(
        value["paths"]["/calls"]["get"],
        json!({"operationId": "1e3", "tags": ["2024", "on"], "responses": {}})
    );
    let components = &value["components"];
    assert_eq!(components["parameters"]["to"]["example"], "+15551234567");
    assert_eq!(
        components["schemas"]["Phone"],
        json!({"type": "string", "example": "+15551234567", "default": "0x1F", "enum": ["no", "true", "3.10"]})
    );
    assert_eq!(components["schemas"]["Count"]["example"], 3);
    assert_eq!(components["schemas"]["Either"]["example"], 3);
    assert_eq!(components["schemas"]["Order"]["required"], json!(["to", "1"]));
    assert_eq!(
        components["schemas"]["Order"]["example"],
        json!({"to": "+1555", "count": 1, "list": ["1.0", "a"], "other": 5})
    );
    assert_eq!(found.len(), 16, "{shown}");
    assert!(
        shown.contains("`+15551234567` is a number where a text is expected"),
        "{shown}"
    );
}

#[test]
fn in_json_a_number_was_written_as_a_number() {
    let text = "{\"openapi\": 3.1, \"components\": {\"schemas\": {\"A\": {\"type\": \"string\", \"example\": 5}}}}";
    let (value, found, _) = read_text("a.json", text);
    assert_eq!(codes(&found), ["unquoted-text"]);
    assert_eq!(
        value.unwrap(),
        json!({"openapi": "3.1", "components": {"schemas": {"A": {"type": "string", "example": 5}}}})
    );
}
