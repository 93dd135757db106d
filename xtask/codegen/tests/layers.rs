//! The generator's architecture, held to by its text: who knows whom, who may touch the disk, how long a file is; and
//! every diagnostic that a document can provoke is provoked by some folder of `cases` or `refusals`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use callspec_codegen::parallel;
use callspec_codegen::report::Code;

use crate::common::{folders, run};

mod extensions;
mod foreign;
mod functions;
mod order;
mod recursion;

/// The stages, and the modules of the generator that each may name beside itself.
const NEIGHBOURS: &[(&str, &[&str])] = &[
    ("ir", &[]),
    ("source", &["ir", "pointer"]),
    ("report", &["ir", "source"]),
    ("read", &["ir", "pointer", "reference", "report", "source"]),
    ("normalise", &["ir", "media_type", "pointer", "reference", "report"]),
    ("document", &["ir", "normalise", "report"]),
    ("validate", &["pointer", "reference"]),
    ("instance", &["pointer", "reference", "validate"]),
    (
        "lint",
        &[
            "ir",
            "media_type",
            "normalise",
            "pointer",
            "reference",
            "report",
            "validate",
        ],
    ),
    (
        "lower",
        &["document", "ir", "macros", "media_type", "pointer", "report"],
    ),
    ("emit", &["ir", "pointer"]),
    ("layout", &["emit", "parallel"]),
    ("tree", &["layout"]),
];

/// Crates, and the only files of the generator that may name them.
const CRATES: &[(&str, &[&str])] = &[
    ("quote", &["emit/"]),
    ("syn", &["emit/", "layout/"]),
    ("proc_macro2", &["emit/", "layout/"]),
    ("prettyplease", &["emit/docs/usage.rs", "layout/"]),
    ("heck", &["lower/naming/names.rs"]),
    ("openapiv3", &["document/", "lower/"]),
    ("serde_yaml", &["read/"]),
    ("granit_parser", &["read/", "source/yaml.rs"]),
    ("jsonc_parser", &["source/json.rs"]),
    ("pulldown_cmark", &["emit/docs/markdown/"]),
    ("regex_lite", &["validate/patterns.rs"]),
    ("diffy", &["tree/unified.rs"]),
];

/// What is decided in one place: texts of the code, and the only files that may hold them.
const DECIDED: &[(&str, &[&str])] = &[
    // What a stranger wrote is made fit for rustdoc where documentation is written, and nowhere else read.
    ("Markdown", &["ir/docs.rs", "ir/mod.rs", "lower/docs.rs", "emit/docs/"]),
    // Code spans.
    ("'`'", &["code_span.rs", "emit/docs/"]),
    // What a success is.
    ("200..=299", &["ir/responses.rs"]),
    // In what order the responses of statuses are read.
    (
        "Reading::",
        &["ir/responses.rs", "lower/operations/decoding.rs", "emit/responses.rs"],
    ),
    // A media type without its parameters.
    ("split(';')", &["media_type.rs"]),
    // The escapes of JSON pointers.
    ("\"~1\"", &["pointer.rs"]),
    // What a type is called, and which names that takes from documents.
    ("\"Timestamp\"", &["emit/rust_type.rs", "lower/naming/in_use.rs"]),
    // What a format is.
    ("\"int16\"", &["formats.rs", "normalise/grammar/tables/"]),
    ("\"decimal128\"", &["formats.rs", "normalise/grammar/tables/"]),
    // How `Default` comes to be, and where constructors have values from.
    ("DefaultImpl::Derived", &["lower/settle/initial.rs", "emit/structs.rs"]),
    (
        "Initial::Value(",
        &["lower/settle/initial.rs", "emit/initial.rs", "ir/dump.rs"],
    ),
    // Keys of documents are read where these are understood; what stages tell each other is data.
    (
        "x-pagination",
        &["lower/operations/paging.rs", "lint/", "normalise/grammar/tables/"],
    ),
    (
        "x-webhook-signature",
        &["signature.rs", "lint/", "normalise/grammar/tables/"],
    ),
];

/// What `emit` does not name where it prints code: these are for deciding, which `lower` has done.
const UNPRINTED: &[&str] = &[
    "Status::",
    "is_success",
    "media_type::",
    "\"application/",
    "\"text/",
    "'*'",
    "starts_with(\"",
    "ends_with(\"",
    "Serialization",
    "unaliased",
    "first_of",
    "x-",
];

/// Stages that are functions of their input.
const PURE: &[&str] = &[
    "ir/",
    "normalise/",
    "validate/",
    "instance/",
    "lint/",
    "document/",
    "lower/",
    "emit/",
    "layout/",
];

/// What a function of its input does not name.
const WORLD: &[&str] = &["std::fs", "std::env", "std::process", "std::net", "std::time"];

/// Lines that a file may have.
const LONGEST: usize = 400;

/// Why codes have no folder that are about what is made of documents.
const FILES: &str = "no document provokes it: `xtask/tests/states.rs` does";

/// Codes that no folder can provoke, and why.
const UNPROVOKED: &[(Code, &str)] = &[
    (
        Code::ExplosiveRef,
        "the document has to grow to two million nodes first, which takes longer than all other folders together",
    ),
    (Code::StaleFile, FILES),
    (Code::StrayFile, FILES),
    (Code::RemovedCrate, FILES),
    (Code::UnreadableWorkspace, FILES),
];

/// A file of the sources.
struct File {
    /// Its path below the folder of the sources, with `/`.
    path: String,
    text: String,
    /// Whether it is compiled for tests only.
    is_test: bool,
}

impl File {
    /// The lines that are code of the product: no comments, no tests.
    fn code(&self) -> String {
        let product = self.text.split("#[cfg(test)]\nmod tests {").next();
        uncommented(product.unwrap_or_default())
    }
}

fn uncommented(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.fold(String::new(), |code, line| code + line + "\n")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .to_owned()
}

/// The sources of the generator.
fn generator() -> Vec<File> {
    sources(&root().join("xtask/codegen/src"))
}

/// All Rust files of a `src` folder.
fn sources(src: &Path) -> Vec<File> {
    let mut found = Vec::new();
    walk(src, src, &mut found);
    // `#[cfg(test)] mod proof;` makes a test of `proof.rs` and of all that is in `proof/`.
    let mut tests = Vec::new();
    for file in &found {
        let lines = file.text.lines();
        for (attribute, declared) in lines.clone().zip(lines.skip(1)) {
            if attribute != "#[cfg(test)]" {
                continue;
            }
            let declared = declared.trim_start_matches("pub(crate) ");
            if let Some(name) = declared.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
                let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let stem = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
                let is_root = ["mod.rs", "lib.rs", "main.rs"]
                    .iter()
                    .any(|root| file.path.ends_with(root));
                let here = if is_root { folder } else { stem };
                tests.push(format!("{here}/{name}").trim_start_matches('/').to_owned());
            }
        }
    }
    for file in &mut found {
        let path = file.path.trim_end_matches(".rs");
        file.is_test = tests
            .iter()
            .any(|test| path == test || path.starts_with(&format!("{test}/")));
    }
    found
}

fn walk(folder: &Path, src: &Path, found: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, src, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(File {
                path: path.strip_prefix(src).unwrap().to_str().unwrap().replace('\\', "/"),
                text: fs::read_to_string(&path).unwrap(),
                is_test: false,
            });
        }
    }
}

/// All files of the generator, of its tools and of the runtime, with the folder they are in.
fn everything() -> Vec<(PathBuf, File)> {
    let crates = ["crates", "xtask"].map(|folder| fs::read_dir(root().join(folder)).unwrap());
    let crates = crates.into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = crates
        .map(|path| path.join("src"))
        .filter(|src| src.with_file_name("Cargo.toml").is_file() && src.is_dir())
        .collect();
    folders.push(root().join("xtask/src"));
    let of = |folder: PathBuf| sources(&folder).into_iter().map(move |file| (folder.clone(), file));
    folders.into_iter().flat_map(of).collect()
}

/// The modules of this crate that a text names after `crate::`.
fn modules(code: &str) -> BTreeSet<String> {
    named_after("crate::", code)
}

/// What a text names after the beginning of a path.
fn named_after(beginning: &str, code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in code.split(beginning).skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default(),
            None => rest
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default(),
        };
        let first = |path: &str| path.trim().split("::").next().unwrap_or_default().to_owned();
        names.extend(list.split(',').map(first));
    }
    names
}

/// Whether a text names a crate.
fn names_crate(code: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    code.match_indices(&format!("{name}::"))
        .any(|(at, _)| !code[..at].ends_with(is_part))
}

#[test]
fn stages_know_their_neighbours_only() {
    let files = generator();
    let mut faults = Vec::new();
    for (stage, allowed) in NEIGHBOURS {
        let of_stage: Vec<&File> = files
            .iter()
            .filter(|file| file.path.starts_with(&format!("{stage}/")))
            .collect();
        assert!(!of_stage.is_empty(), "there is no stage `{stage}`");
        for file in of_stage.iter().filter(|file| !file.is_test) {
            let known = NEIGHBOURS.iter().map(|(stage, _)| *stage).chain([
                "media_type",
                "output",
                "parallel",
                "pipeline",
                "pointer",
                "reference",
            ]);
            let named = modules(&file.code());
            let strange = known.filter(|name| named.contains(*name) && name != stage && !allowed.contains(name));
            faults.extend(strange.map(|name| format!("{} names `crate::{name}`", file.path)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The files that hold what only others may; all of the table is held by some file.
fn strangers(table: &[(&str, &[&str])], holds: fn(&str, &str) -> bool) -> Vec<String> {
    let files = generator();
    let mut faults = Vec::new();
    for (what, places) in table {
        let holders = files.iter().filter(|file| !file.is_test && holds(&file.code(), what));
        let (at_home, strange): (Vec<&File>, Vec<&File>) =
            holders.partition(|file| places.iter().any(|place| file.path.starts_with(place)));
        assert!(!at_home.is_empty(), "nothing holds `{what}`");
        faults.extend(strange.iter().map(|file| format!("{} holds `{what}`", file.path)));
    }
    faults
}

#[test]
fn crates_stay_where_they_belong() {
    let faults = strangers(CRATES, names_crate);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn decisions_stay_in_their_place() {
    let faults = strangers(DECIDED, |code, text| code.contains(text));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn emit_prints_and_decides_nothing() {
    let mut faults = Vec::new();
    let of_emit = |file: &&File| file.path.starts_with("emit/") && !file.path.starts_with("emit/docs/");
    for file in generator().iter().filter(of_emit).filter(|file| !file.is_test) {
        let code = file.code();
        let named = UNPRINTED.iter().filter(|text| code.contains(**text));
        faults.extend(named.map(|text| format!("{} names `{text}`", file.path)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn pure_stages_do_not_touch_the_world() {
    let mut faults = Vec::new();
    for file in generator() {
        if PURE.iter().any(|stage| file.path.starts_with(stage)) && !file.is_test {
            let code = file.code();
            let touched = WORLD.iter().filter(|module| code.contains(**module));
            faults.extend(touched.map(|module| format!("{} uses `{module}`", file.path)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn files_are_short_and_say_what_they_do() {
    let mut faults = Vec::new();
    for (folder, file) in everything() {
        let path = folder.join(&file.path).display().to_string();
        let lines = file.text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{path} has {lines} lines; split it"));
        }
        if !file.text.starts_with("//! ") {
            faults.push(format!("{path} does not open with `//!`"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_is_allowed_has_a_reason() {
    let mut faults = Vec::new();
    for (folder, file) in everything() {
        for attribute in ["[allow(", "[expect("] {
            for rest in uncommented(&file.text).split(attribute).skip(1) {
                let inside = rest.split(")]").next().unwrap_or_default();
                if !inside.contains("reason") {
                    faults.push(format!(
                        "{}: #{attribute}{inside})] has no reason",
                        folder.join(&file.path).display()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_diagnostic_has_a_document() {
    let folders = [folders::all("cases"), folders::all("refusals")].concat();
    let codes = |folder: PathBuf| -> Vec<Code> {
        let outcome = run::analyse(&folder).map(|(outcome, _)| outcome.report.diagnostics);
        outcome
            .into_iter()
            .flatten()
            .map(|diagnostic| diagnostic.code)
            .collect()
    };
    let provoked: BTreeSet<Code> = parallel::map(folders, codes).unwrap().into_iter().flatten().collect();
    let excepted: BTreeSet<Code> = UNPROVOKED.iter().map(|(code, _)| *code).collect();
    let names = |codes: Vec<&Code>| codes.into_iter().map(|code| code.as_str()).collect::<Vec<_>>();
    let all: BTreeSet<Code> = Code::ALL.iter().copied().collect();
    let without: Vec<&str> = names(
        all.difference(&provoked)
            .filter(|code| !excepted.contains(code))
            .collect(),
    );
    assert!(
        without.is_empty(),
        "no folder of cases or refusals provokes {without:?}"
    );
    let outdated = names(excepted.intersection(&provoked).collect());
    assert!(
        outdated.is_empty(),
        "these are provoked, so they are no exceptions: {outdated:?}"
    );
}
