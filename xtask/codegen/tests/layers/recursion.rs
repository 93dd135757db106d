//! Recursion ends: what follows references, or types that hold each other, goes down with a `Depth`.

use std::collections::BTreeSet;

use super::functions::functions;
use super::{root, sources};

/// Crates that walk documents, and what is made of them.
const CRATES: &[&str] = &["xtask/codegen/src", "xtask/diff/src", "xtask/corpus/src"];

/// What leads on from a place without end: what a text holds by itself is at most as deep as one may be.
const LEADS_ON: &[&str] = &["resolve(", "follow(", "target(", "find::<", "type_def("];

/// Files whose functions call themselves while they follow references and take no `Depth`, each with what bounds them.
const OTHERS: &[(&str, &str)] = &[
    (
        "xtask/codegen/emit/docs/api.rs",
        "a payload: names of types are followed one after the other",
    ),
    (
        "xtask/codegen/emit/docs/facts.rs",
        "facts, which `lower/facts.rs` makes three levels deep",
    ),
    (
        "xtask/codegen/emit/multipart.rs",
        "the parts of a type: names of types are followed one after the other",
    ),
    ("xtask/codegen/emit/rust_type.rs", "the parts of a type"),
    ("xtask/codegen/emit/scope.rs", "calls its namesake, which is a loop"),
    ("xtask/codegen/ir/dump.rs", "the parts of a type"),
    ("xtask/codegen/lint/conventions/bodies.rs", "a depth of its own"),
    (
        "xtask/codegen/lint/conventions/reads.rs",
        "our own specs alone; each schema once",
    ),
    (
        "xtask/codegen/lint/descriptions.rs",
        "a schema as it was read; a reference is looked at once",
    ),
    ("xtask/codegen/lint/required.rs", "a depth of its own"),
    (
        "xtask/codegen/lower/docs.rs",
        "a schema as it was read; a reference is looked at once",
    ),
    ("xtask/codegen/lower/facts.rs", "a depth of its own"),
    ("xtask/codegen/lower/operations/event_names.rs", "a depth of its own"),
    ("xtask/codegen/lower/schemas/examples.rs", "a number of steps"),
    (
        "xtask/codegen/normalise/inheritance/families.rs",
        "a schema as it was read",
    ),
    ("xtask/codegen/normalise/inheritance/tags.rs", "each component once"),
    ("xtask/codegen/normalise/sequence.rs", "a depth of its own"),
    ("xtask/codegen/read/bundle.rs", "each place of each file once"),
    ("xtask/diff/wire/schema/flat.rs", "a thousand schemas"),
    ("xtask/diff/wire/edits.rs", "what is behind references waits in a list"),
    (
        "xtask/diff/wire/schema/mod.rs",
        "what is strung together waits in a list",
    ),
    ("xtask/corpus/raw.rs", "a depth of its own"),
];

/// A function, and those of its file that it calls.
struct Function<'c> {
    name: String,
    lines: Vec<&'c str>,
    calls: BTreeSet<usize>,
}

/// The names of functions that call themselves, be it through others of their file, where some of these lead on, and none
/// has a `Depth`.
fn unbounded(code: &str) -> BTreeSet<String> {
    let found = functions(code);
    let names: Vec<String> = found.iter().map(|(name, _)| name.clone()).collect();
    let mut all = Vec::new();
    for (name, lines) in found {
        let called = names.iter().enumerate().filter(|(_, other)| calls(&lines, other));
        let calls = called.map(|(index, _)| index).collect();
        all.push(Function { name, lines, calls });
    }
    let reached: Vec<BTreeSet<usize>> = (0..all.len()).map(|index| reached(&all, index)).collect();
    let mut faults = BTreeSet::new();
    for index in (0..all.len()).filter(|index| reached[*index].contains(index)) {
        let ring = reached[index].iter().filter(|other| reached[**other].contains(&index));
        let lines: Vec<&str> = ring.flat_map(|other| all[*other].lines.iter().copied()).collect();
        let has = |text: &str| lines.iter().any(|line| line.contains(text));
        if LEADS_ON.iter().any(|text| has(text)) && !has("Depth") && !has("depth.below()") {
            faults.insert(all[index].name.clone());
        }
    }
    faults
}

/// The functions that one leads to.
fn reached(all: &[Function<'_>], from: usize) -> BTreeSet<usize> {
    let mut met = BTreeSet::new();
    let mut open: Vec<usize> = all[from].calls.iter().copied().collect();
    while let Some(next) = open.pop() {
        if met.insert(next) {
            open.extend(&all[next].calls);
        }
    }
    met
}

/// Whether a function calls one of its file: by its name alone, of `self` or of `Self`.
fn calls(lines: &[&str], name: &str) -> bool {
    lines.iter().skip(1).any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            let is_of_itself = before.ends_with("self.") || before.ends_with("Self::");
            let is_alone = !before.ends_with(|c: char| c.is_alphanumeric() || "_.:".contains(c));
            (after.starts_with('(') || after.starts_with("::<")) && (is_of_itself || is_alone)
        })
    })
}

#[test]
fn recursion_goes_down_with_a_depth() {
    let mut found = BTreeSet::new();
    for folder in CRATES {
        for file in sources(&root().join(folder)).iter().filter(|file| !file.is_test) {
            let path = format!("{}/{}", folder.trim_end_matches("/src"), file.path);
            found.extend((!unbounded(&file.code()).is_empty()).then_some(path));
        }
    }
    let listed: BTreeSet<String> = OTHERS.iter().map(|(path, _)| (*path).to_owned()).collect();
    let message = "a walk that follows references takes a `Depth`, or works off a list";
    assert_eq!(found.difference(&listed).collect::<Vec<_>>(), [""; 0], "{message}");
    assert_eq!(
        listed.difference(&found).collect::<Vec<_>>(),
        [""; 0],
        "listed for nothing"
    );
}

#[test]
fn recursion_is_found() {
    let code = "fn one(a: A) {\n    two(resolve(a));\n}\n\nfn two(a: A) {\n    self.one(a);\n}\n\n\
        fn three(depth: Depth) {\n    three(resolve(depth.below()));\n}\n\nfn four() {\n    resolve(a.four());\n    B::four();\n}\n\n\
        fn five(a: A) {\n    five(a.b);\n}\n";
    assert_eq!(unbounded(code), BTreeSet::from(["one".to_owned(), "two".to_owned()]));
}
