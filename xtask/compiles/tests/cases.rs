//! The crates of all cases: rustc, clippy and rustdoc have no word of warning.
//!
//! Clippy reads each crate by itself. Rustdoc reads them as modules of one crate: it gathers what all dependencies implement
//! for each crate anew, so that 238 runs took nine times as long as clippy, and one takes seconds.

#[path = "../../codegen/tests/common/folders.rs"]
mod folders;

use std::path::Path;

use callspec_codegen::source::Source;

use crate::workspace::{FEATURES, Workspace, generated, runtime};

#[test]
fn crates_build_without_a_warning() {
    let mut workspace = Workspace::new("cases");
    for (name, source) in documents() {
        workspace.generate(&name, source);
    }
    workspace.finish();
    let features = [&FEATURES[..], &["--features", "webhooks"]].concat();
    workspace.cargo(&[&["clippy", "--workspace"], &features[..], &["--", "-D", "warnings"]].concat());
}

#[test]
fn crates_are_documented_without_a_warning() {
    let mut workspace = Workspace::new("pages");
    let mut library = String::from("//! A module for each crate of each case.\n");
    for (name, source) in documents() {
        for (path, text) in generated(&name, source) {
            let (member, path) = path.split_once('/').unwrap();
            let module = member.replace('-', "_");
            if let Some(path) = path.strip_prefix("src/") {
                let path = format!("src/{module}/{path}").replace("/lib.rs", "/mod.rs");
                workspace.put("pages", &path, &as_module(&text, &module));
            } else if path == "Cargo.toml" {
                library += &format!("pub mod {module};\n");
            }
        }
    }
    workspace.put("pages", "src/lib.rs", &library);
    workspace.put("pages", "Cargo.toml", &manifest());
    workspace.finish();
    workspace.cargo(&["doc", "--no-deps"]);
}

/// A file of a crate as one of a module: paths that begin at the crate begin at the module, and the models' crate is beside it.
fn as_module(text: &str, module: &str) -> String {
    let models = module.replace("_client", "_models");
    text.replace("crate::", &format!("crate::{module}::")).replace(
        &format!("pub use {models} as models;"),
        &format!("pub use crate::{models} as models;"),
    )
}

fn manifest() -> String {
    let [core, types, webhooks] = ["callspec-core", "callspec-types", "callspec-webhooks"].map(runtime);
    format!(
        "[package]\nname = \"pages\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[features]\ndefault = [\"testing\", \"webhooks\", \"reqwest\"]\ntesting = []\nwebhooks = []\nreqwest = [\"callspec-core/reqwest\"]\n\n\
         [dependencies]\nserde_json = \"1.0\"\n\
         callspec-core = {{ path = {core:?}, default-features = false, features = [\"blocking\", \"tracing\", \"jiff\"] }}\n\
         callspec-types = {{ path = {types:?}, default-features = false }}\n\
         callspec-webhooks = {{ path = {webhooks:?} }}\n"
    )
}

/// The documents of all cases by name, which are the names of their folders.
fn documents() -> impl Iterator<Item = (String, Source)> {
    folders::all("cases").into_iter().map(|folder| {
        let files = ["spec.json", "spec.yaml"].map(|file| folder.join(file));
        let spec: &Path = files.iter().find(|file| file.exists()).unwrap();
        let name = spec.file_name().unwrap().to_str().unwrap();
        (folders::name(&folder), Source::load_as(spec, name).unwrap())
    })
}
