//! Runs the instances through generated types: a program beside their crate, in a workspace of their own.

use std::fmt::Write as _;

use callspec_codegen::source::Source;
use serde_json::{Map, json};

use crate::schemas::CASES;
use crate::workspace::Workspace;

#[test]
fn instances_decode_and_encode_or_are_refused() {
    let mut schemas = Map::new();
    for (index, (schema, ..)) in CASES.iter().enumerate() {
        let name = format!("S{index}");
        schemas.insert(
            name.clone(),
            serde_json::from_str(&schema.replace("SELF", &name)).unwrap(),
        );
    }
    let document = json!({"openapi": "3.1.0", "info": {"title": "Suites", "version": "1.0.0"}, "components": {"schemas": schemas}});
    let mut workspace = Workspace::new("instances");
    workspace.generate("instances", Source::from_text("spec.yaml", &document.to_string()));
    let manifest = "[package]\nname = \"run\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nserde = \"1.0\"\nserde_json = \"1.0\"\ninstances-models = { path = \"../instances-models\" }\n";
    workspace.put("run", "Cargo.toml", manifest);
    workspace.put("run", "src/main.rs", &program());
    workspace.finish();
    workspace.cargo(&["run", "--quiet", "--package", "run"]);
}

/// A program that says which instances its types treat otherwise than they should.
fn program() -> String {
    let mut calls = String::new();
    for (index, (schema, valid, invalid)) in CASES.iter().enumerate() {
        writeln!(
            calls,
            "    faults += check::<instances_models::S{index}>({schema:?}, &{valid:?}, &{invalid:?});"
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
