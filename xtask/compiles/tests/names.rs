//! Names at which generated code could break: each word that Rust, generated code or the runtime uses for something, as each
//! kind of item that a document can name. The crates are checked by rustc, clippy and rustdoc, the example of each operation
//! is compiled, and a program calls what errors and documentation speak of.
//!
//! The workspace is `target/names`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::ir::{Api, SchemeKind, Shape};
use callspec_codegen::layout::TextFile;
use callspec_codegen::macros;
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;
use serde_json::{Map, Value, json};

/// Words of the language, of its prelude, and of what stands beside them in generated code.
const WORDS: &str = "
    as async await box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop macro
    match mod move mut override priv pub ref return self Self static struct super trait true try type typeof union unsafe
    unsized use virtual where while yield
    bool char str u8 i64 f64 usize array slice
    Option Some None Result Ok Err Box String Vec From Into TryFrom TryInto IntoIterator Iterator FromIterator ToOwned
    ToString AsRef Clone Copy Debug Default Drop Eq PartialEq Ord Hash Fn Send Sync Sized Future
    new builder from_env clone default fmt eq cmp hash into_iter from_str as_str as_i64 as_json to_string borrow deref index
    next not neg add sub mul div rem shl shr bitand bitor bitxor get len is_empty serialize deserialize
    id data links meta extra extra_properties body attributes request response decode exchange core client models headers
    error errors operations answer value wire name reply form once member_0 members writer rest best arm credential provider
    user password fields include limit offset items_param API THIS_API INFO TYPE RESOURCE
    Api Client ClientBuilder Scheme Secret TokenProvider Method Operation OperationInfo Exchange Request Response Reply Error
    BuildError InvalidRequest Infallible Bytes File Style Sparse SparseFields Paged Header Patch Timestamp Date Document
    Resource ToOne ToMany Map Value BTreeMap Unrecognized UnrecognizedValue Serialize Deserialize Output Field Item
    std alloc serde_json callspec_core callspec_types names_models names_client lib main test tests json jsonapi types testing
";

/// All words, and the methods that macros of the runtime add.
fn words() -> Vec<&'static str> {
    let added = macros::ADDED.iter().flat_map(|added| added.methods.iter().copied());
    let macros = macros::ADDED.iter().map(|added| added.name);
    let mut words: Vec<&str> = WORDS.split_whitespace().chain(added).chain(macros).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// An object with a property for each name, made by its index.
fn properties(names: &[&str], make: impl Fn(usize) -> Value) -> Value {
    let each = names.iter().enumerate();
    let properties: Map<String, Value> = each.map(|(index, name)| ((*name).to_owned(), make(index))).collect();
    json!({"type": "object", "properties": properties})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn schemas(words: &[&str]) -> Map<String, Value> {
    let nullable = json!({"type": "string", "nullable": true});
    let mut required = properties(words, |index| json!({"type": "string", "nullable": index % 2 == 0}));
    required["required"] = json!(words);
    let mut optional = properties(words, |_| json!({"type": "string"}));
    optional["additionalProperties"] = json!({"type": "string"});
    let prefixes = [
        "",
        "clear_",
        "reset_",
        "unset_",
        "clear_clear_",
        "reset_clear_",
        "clear_reset_",
    ];
    let cleared: Vec<String> = ["x", "type", "self", "extra", "clear"]
        .iter()
        .flat_map(|word| prefixes.map(|prefix| format!("{prefix}{word}")))
        .collect();
    let cleared: Vec<&str> = cleared.iter().map(String::as_str).collect();
    let resource = json!({"type": "object", "required": ["type", "id", "attributes"], "properties": {
        "type": {"type": "string", "enum": ["resource"]}, "id": {"type": "string"},
        "attributes": properties(words, |_| nullable.clone())}});
    let mut all = Map::new();
    for word in words {
        let inner = json!({"type": "object", "properties": {"c": {"type": "string", "enum": ["u", "v"]}}});
        let kind = json!({"type": "string", "enum": [word]});
        all.insert(
            (*word).to_owned(),
            json!({"type": "object", "required": ["kind"], "properties": {"kind": kind, "inner": inner}}),
        );
    }
    let union: Vec<Value> = words.iter().map(|word| reference(word)).collect();
    let mixed: Vec<Value> = words
        .iter()
        .map(|word| json!(word))
        .chain([json!(1), json!(true)])
        .collect();
    for (name, schema) in [
        ("AllRequired", required),
        ("AllOptional", optional),
        ("AllNullable", properties(words, |_| nullable.clone())),
        ("AllCleared", properties(&cleared, |_| nullable.clone())),
        ("AllValues", json!({"type": "string", "enum": words})),
        ("AllMixed", json!({"enum": mixed})),
        (
            "AllKinds",
            json!({"oneOf": union, "discriminator": {"propertyName": "kind"}}),
        ),
        ("TheResource", resource),
    ] {
        all.insert(name.to_owned(), schema);
    }
    all
}

fn operations(words: &[&str]) -> Map<String, Value> {
    let text = json!({"type": "string"});
    let mut paths = Map::new();
    let derived = [
        "call",
        "call_error",
        "call_response",
        "call_body",
        "call_output",
        "from_error",
    ];
    for (index, word) in words.iter().chain(&derived).enumerate() {
        let headers = json!({*word: {"schema": text}});
        let responses = json!({
            "200": {"description": "a", "headers": headers, "content": {"application/json": {"schema": {"type": "array", "items": text}}}},
            "202": {"description": "b", "content": {"application/json": {"schema": text}}},
            "404": {"description": "c", "content": {"application/json": {"schema": text}}}});
        let body = json!({"required": true, "content": {
            "application/json": {"schema": {"type": "object", "properties": {"a": text}}}, "text/plain": {"schema": text}}});
        let operation = json!({"operationId": word, "tags": [word], "responses": responses, "requestBody": body});
        paths.insert(format!("/operation/{index}"), json!({"post": operation}));
    }
    paths
}

fn parameters(words: &[&str], schemas: &Map<String, Value>) -> Map<String, Value> {
    let mut paths = Map::new();
    let of = |location: &str, required: bool| -> Vec<Value> {
        let parameter =
            |word: &&str| json!({"name": word, "in": location, "required": required, "schema": {"type": "string"}});
        words.iter().map(parameter).collect()
    };
    let template: String = words.iter().map(|word| format!("/{{{word}}}")).collect();
    let nothing = json!({"204": {"description": "Nothing."}});
    for (path, parameters) in [
        (
            "/optional".to_owned(),
            [of("query", false), of("header", false)].concat(),
        ),
        ("/required".to_owned(), of("query", true)),
        (format!("/path{template}"), of("path", true)),
    ] {
        paths.insert(
            path,
            json!({"get": {"tags": ["parameters"], "parameters": parameters, "responses": nothing}}),
        );
    }
    let paged = json!({"style": "offset", "limit": "limit", "offset": "offset"});
    let list = json!({"200": {"description": "a", "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}}});
    paths.insert(
        "/paged".to_owned(),
        json!({"get": {"x-pagination": paged, "parameters": of("query", false), "responses": list}}),
    );
    let fields = json!({"name": "fields", "in": "query", "style": "deepObject", "explode": true,
        "schema": {"type": "object", "properties": {"resource": {"type": "string"}}}});
    let others = of("query", false)
        .into_iter()
        .filter(|parameter| parameter["name"] != "fields");
    let sparse: Vec<Value> = others.chain(of("header", false)).chain([fields]).collect();
    let resources =
        json!({"type": "object", "properties": {"data": {"type": "array", "items": reference("TheResource")}}});
    let resources =
        json!({"200": {"description": "a", "content": {"application/vnd.api+json": {"schema": resources}}}});
    paths.insert(
        "/sparse".to_owned(),
        json!({"get": {"parameters": sparse, "responses": resources}}),
    );
    let whole: Map<String, Value> = schemas.keys().map(|name| (name.clone(), reference(name))).collect();
    let body =
        json!({"required": true, "content": {"application/json": {"schema": {"type": "object", "properties": whole}}}});
    paths.insert(
        "/whole".to_owned(),
        json!({"post": {"requestBody": body, "responses": nothing}}),
    );
    paths
}

/// A document that calls everything by every word.
fn document() -> Value {
    let words = words();
    let mut schemes = Map::new();
    let mut paths = operations(&words);
    for (index, word) in words.iter().enumerate() {
        let kinds = [
            json!({"type": "http", "scheme": "bearer"}),
            json!({"type": "http", "scheme": "basic"}),
            json!({"type": "apiKey", "in": "header", "name": format!("X-{index}")}),
        ];
        schemes.insert((*word).to_owned(), kinds[index % 3].clone());
        schemes.insert(format!("{word}_provider"), kinds[2].clone());
        let secured = json!({"operationId": format!("secured_{index}"), "tags": ["secured"], "security": [{*word: []}],
            "responses": {"204": {"description": "Nothing."}}});
        paths.insert(format!("/secured/{index}"), json!({"get": secured}));
    }
    let schemas = schemas(&words);
    paths.extend(parameters(&words, &schemas));
    json!({"openapi": "3.0.3", "info": {"title": "Names", "version": "1.0.0"}, "servers": [{"url": "https://names.example"}],
        "paths": paths, "components": {"schemas": schemas, "securitySchemes": schemes}})
}

#[test]
fn no_name_breaks_what_is_generated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let scratch = root.join("target/names");
    let (api, files) = generated(&document().to_string());
    let _ = fs::remove_dir_all(&scratch);
    let put = |path: &str, text: &str| {
        let file = scratch.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    for TextFile { path, text } in &files {
        put(&format!("all/{path}"), text);
    }
    let members = "[workspace]\nresolver = \"3\"\nmembers = [\"all/*-models\", \"all/*-client\", \"caller\"]\n\n[profile.dev]\ndebug = false\n";
    put("Cargo.toml", members);
    put("caller/Cargo.toml", CALLER);
    put("caller/src/main.rs", &caller(&api));
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
    // Without the transport, whose dependencies take minutes.
    let features = ["--no-default-features", "--features", "testing,blocking,jiff"];
    let crates = ["-p", "names-models", "-p", "names-client"];
    let all = [&crates[..], &features].concat();
    let deny = ["--", "-D", "warnings"];
    cargo(&scratch, &[&["clippy", "--no-deps"][..], &all, &deny].concat());
    cargo(&scratch, &[&["doc", "--no-deps"][..], &all].concat());
    cargo(&scratch, &[&["test", "--doc"][..], &all].concat());
    cargo(&scratch, &["run", "-p", "caller"]);
}

fn generated(document: &str) -> (Api, Vec<TextFile>) {
    let options = Options {
        name: "names".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "names.json".to_owned(),
            runtime: Runtime::Path("../../../../crates".to_owned()),
        },
    };
    let outcome = pipeline::analyse(Source::from_text("names.json", document), &options);
    let files = pipeline::generate(&outcome, &options);
    let problems = || render(&outcome.report, &outcome.source, report::Options::default());
    let files = files.unwrap_or_else(|| panic!("{}", problems()));
    (outcome.api.unwrap(), files)
}

const CALLER: &str = "[package]
name = \"caller\"
version = \"0.0.0\"
edition = \"2024\"

[dependencies]
callspec-core = { path = \"../../../crates/callspec-core\", default-features = false, features = [\"blocking\"] }
names-client = { path = \"../all/names-client\", default-features = false, features = [\"blocking\"] }
serde = \"1\"
serde_json = \"1\"
";

/// A program that does without each credential and sets it as the error says, and clears each property that can be null.
fn caller(api: &Api) -> String {
    let mut secured = String::new();
    let mut setters = String::new();
    let operations: Vec<_> = api
        .operations()
        .filter(|operation| !operation.security.is_empty())
        .collect();
    for operation in operations {
        let (method, scheme) = (&operation.method_name, api.scheme(operation.security[0][0]));
        let setter = &scheme.name;
        writeln!(
            secured,
            "    asks(client.{method}().send_blocking(), \"`.{setter}(…)`\");"
        )
        .unwrap();
        let credential = match scheme.kind {
            SchemeKind::Basic => "\"user\", \"password\"",
            _ => "\"secret\"",
        };
        writeln!(setters, "    let builder = builder.{setter}({credential});").unwrap();
    }
    let mut cleared = String::new();
    for def in &api.types {
        let Shape::Struct { fields, .. } = &def.shape else {
            continue;
        };
        for field in fields
            .iter()
            .filter(|_| def.name.as_str() == "AllCleared" || def.name.as_str() == "AllNullable")
        {
            let (name, method, wire) = (&def.name, field.clearer.as_ref().unwrap(), &field.wire);
            writeln!(cleared, "    sends_null(&models::{name}::new().{method}(), {wire:?});").unwrap();
        }
    }
    assert!(!secured.is_empty() && !cleared.is_empty());
    format!(
        "use callspec_core::testing::InMemory;
use names_client::{{Client, models}};

fn main() {{
    let client = Client::builder().transport(InMemory::new()).build().unwrap();
{secured}
    let builder = Client::builder();
{setters}
    drop(builder);
{cleared}
}}

fn asks<T, E: std::fmt::Display>(result: Result<T, E>, setter: &str) {{
    let said = result.err().unwrap().to_string();
    assert!(said.contains(setter), \"{{said}} does not name {{setter}}\");
}}

fn sends_null(value: &impl serde::Serialize, wire: &str) {{
    assert_eq!(serde_json::to_value(value).unwrap(), serde_json::json!({{wire: null}}));
}}
"
    )
}

fn cargo(scratch: &Path, arguments: &[&str]) {
    eprintln!("cargo {}", arguments.join(" "));
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(scratch)
        // The builds of `cases.rs` are there, of the same dependencies.
        .env("CARGO_TARGET_DIR", scratch.with_file_name("cases").join("target"))
        .env("CARGO_TERM_COLOR", "never")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap();
    let said = [&output.stdout[..], &output.stderr]
        .map(String::from_utf8_lossy)
        .concat();
    assert!(output.status.success(), "cargo {} fails:\n{said}", arguments.join(" "));
}
