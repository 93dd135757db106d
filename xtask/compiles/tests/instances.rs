//! Runs the instances through generated types: a program beside their crate, in the scratch workspace `target/suites`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::report::{self, render};
use callspec_codegen::source::Source;
use serde_json::{Value, json};

use crate::schemas::CASES;

#[test]
fn instances_decode_and_encode_or_are_refused() {
    let schemas = CASES.iter().enumerate().map(|(index, (schema, ..))| {
        (
            format!("S{index}"),
            serde_json::from_str::<Value>(&schema.replace("SELF", &format!("S{index}"))).unwrap(),
        )
    });
    let document = json!({"openapi": "3.1.0", "info": {"title": "Suites", "version": "1.0.0"}, "components": {"schemas": schemas.collect::<serde_json::Map<_, _>>()}});
    let options = Options {
        name: "suites".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "suites.json".to_owned(),
            runtime: Runtime::Path("../../../crates".to_owned()),
        },
    };
    let outcome = pipeline::analyse(Source::from_text("suites.json", &document.to_string()), &options);
    let files = pipeline::generate(&outcome, &options);
    let files = files.unwrap_or_else(|| {
        panic!(
            "{}",
            render(&outcome.report, &outcome.source, report::Options::default())
        )
    });
    let names: BTreeMap<&str, &str> = outcome
        .api
        .iter()
        .flat_map(|api| &api.types)
        .map(|def| (def.pointer.0.as_str(), def.name.as_str()))
        .collect();

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let scratch = root.join("target/suites");
    let put = |path: &str, text: &str| {
        let file = scratch.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    let _ = fs::remove_dir_all(scratch.join("suites-models"));
    files
        .iter()
        .filter(|file| file.path.starts_with("suites-models/"))
        .for_each(|file| put(&file.path, &file.text));
    put(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"suites-models\", \"run\"]\n\n[profile.dev]\ndebug = false\n",
    );
    put(
        "run/Cargo.toml",
        "[package]\nname = \"run\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde = \"1.0\"\nserde_json = \"1.0\"\nsuites-models = { path = \"../suites-models\" }\n",
    );
    put("run/src/main.rs", &program(&names));
    fs::copy(root.join("Cargo.lock"), scratch.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "run"])
        .current_dir(&scratch)
        // The builds of `tests/compiles.rs` are there, of the same dependencies.
        .env("CARGO_TARGET_DIR", root.join("target/cases/target"))
        .output()
        .unwrap();
    let said = [&output.stdout[..], &output.stderr]
        .map(String::from_utf8_lossy)
        .concat();
    assert!(output.status.success(), "{said}");
}

/// A program that says which instances its types treat otherwise than they should.
fn program(names: &BTreeMap<&str, &str>) -> String {
    let mut calls = String::new();
    for (index, (schema, valid, invalid)) in CASES.iter().enumerate() {
        let name = names[format!("/components/schemas/S{index}").as_str()];
        writeln!(
            calls,
            "    faults += check::<suites_models::{name}>({schema:?}, &{valid:?}, &{invalid:?});"
        )
        .unwrap();
    }
    format!(
        "use serde::{{Serialize, de::DeserializeOwned}};
use serde_json::{{Value, from_str, to_value}};

fn check<T: DeserializeOwned + Serialize>(schema: &str, valid: &[&str], invalid: &[&str]) -> usize {{
    let mut faults = 0;
    for text in valid {{
        let expected: Value = from_str(text).unwrap();
        match from_str::<T>(text).map(|value| to_value(value).unwrap()) {{
            Ok(value) if value == expected => continue,
            Ok(value) => println!(\"{{schema}}: {{text}} comes back as {{value}}\"),
            Err(error) => println!(\"{{schema}}: {{text}} is refused: {{error}}\"),
        }}
        faults += 1;
    }}
    for text in invalid.iter().filter(|text| from_str::<T>(text).is_ok()) {{
        println!(\"{{schema}}: {{text}} is not refused\");
        faults += 1;
    }}
    faults
}}

fn main() {{
    let mut faults = 0;
{calls}    std::process::exit(i32::from(faults > 0));
}}
"
    )
}
