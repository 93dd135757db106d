//! What the compiler and rustdoc make of hostile texts: crates of one document, built, documented and tested for real.

#[path = "../../tests/hostile/payloads.rs"]
mod payloads;

use std::fs;
use std::path::Path;

use callspec_codegen::source::Source;
use payloads::{MARK, payloads};
use serde_json::{Value, json};

use crate::workspace::{FEATURES, Workspace};

/// Payloads whose harm only shows when crates are built: code that documentation tests run, links, markup, bidi controls.
const BUILT: &[&str] = &[
    "fence",
    "open fence",
    "tilde fence",
    "indented",
    "indented at once",
    "tabbed",
    "indented in a list",
    "fence in a quote",
    "script",
    "image",
    "link",
    "intra-doc link",
    "heading",
    "bidi",
    "carriage return",
    "nul",
    "invisible",
    "line separators",
    "format",
    "quote",
    "comment end",
    "braces",
    "many fences",
    "unicode escape",
    "surrogate neighbours",
];

/// One document with a schema, a parameter, an enum value and an operation per payload, which makes a file where it runs.
fn document(marker: &Path) -> String {
    let code = format!("std::fs::write({:?}, \"\").unwrap()", marker.to_str().unwrap());
    let mut document = json!({"openapi": "3.0.3", "info": {"version": "1.0.0"}, "tags": [], "paths": {}, "components": {"schemas": {}}});
    let mut everything = String::new();
    for (index, (_, text)) in payloads().iter().filter(|(name, _)| BUILT.contains(name)).enumerate() {
        let text = text.replace(&format!("{MARK}()"), &code).replace(MARK, "MARKER");
        everything += &format!("{text}\n\n");
        let schema = json!({"type": "object", "title": text, "description": text, "properties": {
            "a": {"type": "string", "description": text, "default": text, "example": text, "pattern": text, "enum": [text, "other"]},
            (text.clone()): {"type": "string", "format": text},
        }, "example": {"a": text, (text.clone()): text}});
        document["components"]["schemas"][format!("S{index}")] = schema;
        document["paths"][format!("/a{index}")] = json!({"post": {
            "operationId": format!("operation_{index}"), "tags": ["all"], "summary": text, "description": text,
            "parameters": [{"name": text, "in": "query", "required": true, "description": text, "schema": {"type": "string", "example": text}}],
            "requestBody": {"required": true, "description": text, "content": {"application/json": {
                "schema": {"$ref": format!("#/components/schemas/S{index}")}, "example": {"a": text}}}},
            "responses": {"200": {"description": text, "headers": {"X-A": {"description": text, "schema": {"type": "string"}}}}, "404": {"description": text}},
        }});
    }
    document["info"]["title"] = Value::String(everything.clone());
    document["info"]["description"] = Value::String(everything.clone());
    document["tags"] = json!([{"name": "all", "description": everything}]);
    document.to_string()
}

#[test]
fn texts_are_neither_run_nor_read_as_markup() {
    let marker = Path::new(env!("CARGO_TARGET_TMPDIR")).join("text-was-run");
    let _ = fs::remove_file(&marker);
    let mut workspace = Workspace::new("hostile");
    workspace.generate("hostile", Source::from_text("hostile.json", &document(&marker)));
    workspace.finish();
    workspace.cargo(
        &[
            &["clippy", "--workspace", "--all-targets"],
            &FEATURES[..],
            &["--", "-D", "warnings"],
        ]
        .concat(),
    );
    let tested = workspace.cargo(&[&["test", "--workspace", "--doc"], &FEATURES[..]].concat());
    assert!(!marker.exists(), "a text was run");
    // Examples are compiled and not run; beside them there is nothing.
    let ran = tested
        .lines()
        .filter(|line| line.starts_with("test ") && line.contains(" - "));
    for line in ran {
        assert!(line.contains("compile ... ok"), "{line}");
    }
    workspace.cargo(&[&["doc", "--workspace", "--no-deps"], &FEATURES[..]].concat());
    let mut count = 0;
    for page in ["hostile-models", "hostile-client"]
        .iter()
        .flat_map(|member| workspace.pages(member))
    {
        count += 1;
        let html = fs::read_to_string(&page).unwrap();
        for harm in [
            "<script>std",
            "<script>MARKER",
            "href=\"javascript:",
            "href=\"data:",
            "<img src=x",
        ] {
            assert!(!html.contains(harm), "{harm} in {}", page.display());
        }
    }
    assert!(count > 50, "{count} pages");
}
