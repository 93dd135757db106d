//! Texts that are hard on a parser or that parsers differ on: bombs, depth, duplicate keys, tags, types that YAML guesses.

use super::child::{TempFolder, behind, codegen, generated, refused, run};

/// A document around some schemas, in YAML.
fn document(schemas: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: Texts, version: 1.0.0}}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}")
}

#[test]
fn alias_bombs_are_refused() {
    let laughs = (1..10).fold("x-0: &a0 [lol]\n".to_owned(), |text, n| {
        text + &format!("x-{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))
    });
    let quadratic = format!(
        "x-a: &a {}\nx-b: [{}]\n",
        "x".repeat(60_000),
        vec!["*a"; 25_000].join(", ")
    );
    let keys = (0..2_000).map(|n| format!("k{n}: 1, ")).collect::<String>();
    let merges = format!("x-a: &a {{{keys}}}\nx-b:\n{}", "- {<<: *a}\n".repeat(5_000));
    for bomb in [laughs, quadratic, merges] {
        refused("bomb.yaml", &(document("") + &bomb), "too-large", ":");
    }
}

#[test]
fn deep_flow_nesting_is_refused_at_once() {
    for open in ["[", "{", "[[{a: ", "[ # ]\n"] {
        let text = document("") + "x-a: " + &open.repeat(160_000 / open.len());
        let ended = refused("deep.yaml", &text, "too-deep", ":");
        assert!(ended.time.as_millis() < 2_000, "{open}: {:?}", ended.time);
    }
    refused("deep.json", &"[".repeat(160_000), "too-deep", ":1:");
}

/// Each way to nest a schema, as deep as it is allowed and far deeper, with half a megabyte of stack.
#[test]
fn depth_needs_no_stack() {
    let nested = |open: &str, close: &str, depth: usize| {
        let schema = open.repeat(depth) + "{\"type\": \"string\"}" + &close.repeat(depth);
        format!(
            "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"a\", \"version\": \"1.0.0\"}}, \"paths\": {{}}, \"components\": {{\"schemas\": {{\"A\": {schema}}}}}}}"
        )
    };
    let ways = [
        ("{\"type\": \"array\", \"items\": ", "}", 1),
        ("{\"allOf\": [", "]}", 2),
        ("{\"oneOf\": [{\"type\": \"integer\"}, ", "]}", 2),
        ("{\"type\": \"object\", \"additionalProperties\": ", "}", 1),
        ("{\"type\": \"object\", \"properties\": {\"a\": ", "}}", 2),
        ("{\"not\": ", "}", 1),
    ];
    for (open, close, levels) in ways {
        for depth in [50, 120 / levels, 1_000, 5_000] {
            for name in ["depth.json", "depth.yaml"] {
                let temp = TempFolder::new();
                temp.put(name, nested(open, close, depth));
                let ended = run(&mut behind("ulimit -s 512 && exec", &codegen(&temp.0, name)));
                let expected = if depth * levels > 125 { 1 } else { 0 };
                assert_eq!(ended.code, Some(expected), "{open} {depth} {name}: {}", ended.err);
                assert_eq!(ended.err.contains("error[too-deep]"), expected == 1, "{}", ended.err);
            }
        }
    }
}

#[test]
fn a_large_document_is_no_bomb() {
    let values = (0..40_000)
        .map(|n| format!("        - {{id: {n}, name: entry {n}, of: [a, b]}}\n"))
        .collect::<String>();
    let text = document(&format!(
        "    A:\n      type: object\n      example:\n        list:\n{values}"
    ));
    let ended = generated("large.yaml", &text);
    eprintln!("{} bytes: {:?}, {} KiB", text.len(), ended.time, ended.memory);
}

#[test]
fn duplicate_keys_are_refused_with_both_places() {
    let yaml = document("    A: {type: string}\n    B: {type: string}\n    A: {type: integer}\n");
    let ended = refused("dup.yaml", &yaml, "duplicate-key", ":8:5");
    assert!(
        ended.err.contains("`A`") && ended.err.contains("::: dup.yaml:6:5"),
        "{}",
        ended.err
    );
    let json = "{\n\"openapi\": \"3.0.3\",\n\"info\": {},\n\"info\": {\"title\": \"A\"}\n}";
    let ended = refused("dup.json", json, "duplicate-key", ":4:1");
    assert!(ended.err.contains("::: dup.json:3:1"), "{}", ended.err);
}

#[test]
fn tags_and_second_documents_are_refused() {
    refused(
        "tag.yaml",
        &document("    A: !!python/object {type: string}\n"),
        "yaml-tag",
        ":6:8",
    );
    refused(
        "tag.yaml",
        &document("    A: {type: !str string}\n"),
        "yaml-tag",
        ":6:15",
    );
    refused(
        "many.yaml",
        &(document("    A: {type: string}\n") + "---\nopenapi: 3.0.3\n"),
        "several-documents",
        ":7:1",
    );
}

#[test]
fn a_byte_order_mark_is_no_text() {
    generated("bom.yaml", &format!("\u{feff}{}", document("    A: {type: string}\n")));
    let json = "\u{feff}{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"a\", \"version\": \"1.0.0\"}, \"paths\": {}}";
    generated("bom.json", json);
}

/// What YAML takes for a number, a boolean or nothing is the text that stands there.
#[test]
fn yaml_guesses_no_types() {
    let schemas = "    Phone: {type: string, default: +15551234567, enum: [+15551234567, no, 3.10, on, 1e3, 0x1F, 1_000]}\n    \
                   Caller: {type: object, properties: {no: {type: string, example: 2024-01-01}, to: {$ref: '#/components/schemas/Phone'}}}\n";
    let ended = generated("types.yaml", &document(schemas).replace("3.0.3", "3.10"));
    assert!(ended.err.contains("warning[unquoted-text]"), "{}", ended.err);
    let temp = TempFolder::new();
    temp.put("types.yaml", document(schemas));
    assert_eq!(run(&mut codegen(&temp.0, "types.yaml")).code, Some(0));
    let text = std::fs::read_to_string(temp.0.join("out/hostile-models/src/phone.rs")).unwrap();
    assert!(text.contains("#[serde(rename_all = \"snake_case\")]\n"), "{text}");
    for (value, variant) in [
        ("+15551234567", "Plus15551234567"),
        ("no", "No"),
        ("3.10", "Value3Point10"),
        ("on", "On"),
        ("1e3", "Value1e3"),
        ("0x1F", "Value0x1F"),
        ("1_000", "Value1000"),
    ] {
        // A variant that is its value in snake case needs no name of its own.
        let rename = match variant.to_lowercase() == value {
            true => String::new(),
            false => format!("    #[serde(rename = \"{value}\")]\n"),
        };
        let item = format!("    /// `{value}`.\n{rename}    {variant},\n");
        assert!(text.contains(&item), "{item} in {text}");
    }
    refused(
        "nan.yaml",
        &document("    A: {type: number, default: .nan}\n"),
        "not-finite",
        ":6:",
    );
    refused(
        "inf.yaml",
        &document("    A: {type: number, maximum: -.inf}\n"),
        "not-finite",
        ":6:",
    );
}

/// A number that no type holds is never a silent change of the document.
#[test]
fn huge_numbers_are_named() {
    let digits = "9".repeat(400);
    for number in [
        "1e400",
        "-1e400",
        "18446744073709551616",
        "-9223372036854775809",
        "1e-400",
        &digits,
    ] {
        for keyword in ["maximum", "default", "minimum", "multipleOf"] {
            for ty in ["integer", "number"] {
                let schema =
                    format!("    A: {{type: object, properties: {{a: {{type: {ty}, {keyword}: {number}}}}}}}\n");
                let ended = super::child::outcome("huge.yaml", &document(&schema));
                let silent = ended.err.is_empty() && number != "1e-400";
                assert!(!silent, "{keyword}: {number} of {ty}: {ended:?}");
            }
        }
    }
    let json =
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"a\", \"version\": \"1.0.0\", \"x-a\": 1e400}, \"paths\": {}}";
    refused("huge.json", json, "syntax", ":1:");
}
