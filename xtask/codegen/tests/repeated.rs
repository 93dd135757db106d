//! What the crates of nearly all cases repeat, which is expected once: in `cases/plain-document`.
//!
//! In: what a case's document became. Out: the same without the files that are those of the plain document but for its name,
//! title, version and file. A file of these that was not made is a fault.

use std::path::Path;
use std::sync::OnceLock;

use callspec_codegen::ir::Api;
use callspec_codegen::pipeline::{self, Options};

use crate::common::run;
use crate::common::snapshot::Texts;

const PLAIN: &str = "plain-document";

/// Files that all crates have.
const REPEATED: [&str; 4] = [
    "plain-document-client/Cargo.toml",
    "plain-document-client/src/client.rs",
    "plain-document-client/src/lib.rs",
    "plain-document-models/Cargo.toml",
];

/// Takes out of a case's files what the plain document's say already.
pub(crate) fn removed(made: Texts, api: &Api, options: &Options) -> Result<Texts, String> {
    if options.name == PLAIN {
        return Ok(made);
    }
    let [name, title, version, spec] = [&options.name, &api.title, &api.version, &options.emit.spec];
    let of_case = |plain: &str| {
        let renamed = plain.replace(PLAIN, name);
        let renamed = renamed.replace(&PLAIN.replace('-', "_"), &name.replace('-', "_"));
        let renamed = renamed.replace("Plain Document", title);
        renamed.replace("7.8.9", version).replace("spec.yaml", spec)
    };
    let mut rest = made;
    // A README says what the root's documentation does.
    rest.retain(|path, _| !path.ends_with("/README.md"));
    for plain_path in REPEATED {
        let (path, mut text) = (of_case(plain_path), of_case(&plain()[plain_path]));
        // A crate of models depends on serde_json where it holds raw JSON.
        if path.ends_with("-models/Cargo.toml") && !rest.iter().any(names_json) {
            text = text.replace("serde_json = { version = \"1.0\" }\n", "");
        }
        if *rest.get(&path).ok_or_else(|| format!("{path} was not made"))? == text {
            rest.remove(&path);
        }
    }
    Ok(rest)
}

/// Whether a file of the models names serde_json.
fn names_json((path, text): (&String, &String)) -> bool {
    path.contains("-models/src/") && text.contains("serde_json::")
}

/// The files of the plain document, as they are made; that they are as expected is a test of its own.
fn plain() -> &'static Texts {
    static MADE: OnceLock<Texts> = OnceLock::new();
    MADE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(PLAIN);
        let (outcome, options) = run::analyse(&folder).unwrap();
        let files = pipeline::generate(&outcome, &options).unwrap();
        files.into_iter().map(|file| (file.path, file.text)).collect()
    })
}
