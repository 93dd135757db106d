//! What the compiler and rustdoc make of hostile texts: crates of one document, built, documented and tested for real.
//!
//! The workspace is `target/hostile`.

#[path = "../../tests/hostile/payloads.rs"]
mod payloads;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::layout::TextFile;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;
use serde_json::{Value, json};

use payloads::{MARK, payloads};

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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let scratch = root.join("target/hostile");
    let marker = scratch.join("text-was-run");
    let _ = fs::remove_file(&marker);
    let files = generated(&document(&marker));
    lay_out(root, &scratch, &files);
    // Without the transport, whose dependencies take minutes and read no text.
    let features = ["--no-default-features", "--features", "testing,jiff"];
    said(&cargo(
        &scratch,
        &[
            &["clippy", "--workspace", "--all-targets"][..],
            &features,
            &["--", "-D", "warnings"],
        ]
        .concat(),
    ));
    let tested = said(&cargo(
        &scratch,
        &[&["test", "--workspace", "--doc"][..], &features].concat(),
    ));
    assert!(!marker.exists(), "a text was run");
    // Examples are compiled and not run; beside them there is nothing.
    let ran = tested
        .lines()
        .filter(|line| line.starts_with("test ") && line.contains(" - "));
    for line in ran {
        assert!(line.contains("compile ... ok"), "{line}");
    }
    said(&cargo(
        &scratch,
        &[&["doc", "--workspace", "--no-deps"][..], &features].concat(),
    ));
    let mut pages = 0;
    let documented = ["hostile_models", "hostile_client"].map(|name| target(&scratch).join("doc").join(name));
    for page in documented.iter().flat_map(|folder| pages_of(folder)) {
        pages += 1;
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
    assert!(pages > 50, "{pages}");
}

fn generated(document: &str) -> Vec<TextFile> {
    let options = Options {
        name: "hostile".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "hostile.json".to_owned(),
            runtime: Runtime::Path("../../../../crates".to_owned()),
        },
    };
    let outcome = pipeline::analyse(Source::from_text("hostile.json", document), &options);
    let problems = render(&outcome.report, &outcome.source, report::Options::default());
    pipeline::generate(&outcome, &options).unwrap_or_else(|| panic!("{problems}"))
}

fn lay_out(root: &Path, scratch: &Path, files: &[TextFile]) {
    for part in ["hostile-models", "hostile-client"] {
        let _ = fs::remove_dir_all(scratch.join("all").join(part));
        let _ = fs::remove_dir_all(target(scratch).join("doc").join(part.replace('-', "_")));
    }
    for TextFile { path, text } in files {
        let file = scratch.join("all").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"all/*-models\", \"all/*-client\"]\n\n[profile.dev]\ndebug = false\n";
    fs::write(scratch.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
}

fn cargo(scratch: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(scratch);
    // The builds of `tests/compiles.rs` are there, of the same dependencies.
    command
        .env("CARGO_TARGET_DIR", target(scratch))
        .env("CARGO_TERM_COLOR", "never");
    command.env("RUSTDOCFLAGS", "-D warnings").output().unwrap()
}

fn target(scratch: &Path) -> PathBuf {
    scratch.with_file_name("cases").join("target")
}

fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr]
        .map(String::from_utf8_lossy)
        .concat();
    assert!(output.status.success(), "{text}");
    text
}

fn pages_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(pages_of(&path));
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
    found
}
