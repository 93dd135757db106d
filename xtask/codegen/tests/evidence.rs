//! Nothing that the author of a document based an item on is lost: its reason is on the crates' pages of evidence.
//!
//! In: our own specs and a case, as the IR has them, and the pages of their crates.

use std::fs;
use std::path::Path;

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options};
use callspec_codegen::source::Source;

#[test]
fn every_reason_is_on_a_page() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let case = tests.join("cases/evidence-page");
    for (name, spec, crates, at_least) in [
        ("kathan", root.join("specs/kathan.yaml"), root.join("generated"), 100),
        ("sippet", root.join("specs/sippet.yaml"), root.join("generated"), 100),
        ("evidence-page", case.join("spec.yaml"), case.join("expected"), 8),
    ] {
        let page = |kind: &str| fs::read_to_string(crates.join(format!("{name}-{kind}/src/evidence.rs")));
        let pages = words(&["models", "client"].map(|kind| page(kind).expect("a page")).concat());
        let reasons = reasons(name, &spec);
        assert!(reasons.len() >= at_least, "{name}: {} reasons", reasons.len());
        for reason in reasons {
            assert!(pages.contains(&words(&reason)), "{name}: {reason}");
        }
    }
}

/// The reasons of all items of the IR: every part of it is in its `Debug`.
fn reasons(name: &str, spec: &Path) -> Vec<String> {
    let options = Options {
        name: name.to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "spec.yaml".to_owned(),
            runtime: Runtime::Path("crates".to_owned()),
        },
    };
    let source = Source::load_as(spec, "spec.yaml").expect("a document");
    let api = pipeline::analyse(source, &options).api.expect("an API");
    let text = format!("{api:?}");
    let reasons = text.split("Evidence { kind: ").skip(1).filter_map(|evidence| {
        let (_, reason) = evidence.split_once("reason: ")?;
        let reason = reason.strip_prefix("Some(Markdown(\"")?;
        Some(reason.split_once("\"))")?.0.replace("\\n", " "))
    });
    reasons.collect()
}

/// A text without what lays it out: spaces, marks of comments, escapes and punctuation.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
