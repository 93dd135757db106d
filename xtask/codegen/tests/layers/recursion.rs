//! Recursion ends: what follows references, or types that hold each other, goes down with a `Depth`.

use std::collections::{BTreeSet, HashMap};

use super::functions::functions;
use super::{root, sources};

/// Crates that walk documents, and what is made of them.
const CRATES: &[&str] = &["xtask/codegen/src", "xtask/diff/src", "xtask/corpus/src"];

/// What leads on from a place without end: what a text holds by itself is at most as deep as one may be.
const LEADS_ON: &[&str] = &["resolve(", "follow(", "target(", "find::<", "type_def("];

/// Files whose functions call themselves, be it through those of other files, while they follow references and take no
/// `Depth`, each with what bounds them.
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
    (
        "xtask/codegen/lower/models/compositions.rs",
        "`inline` has at most 128 open",
    ),
    (
        "xtask/codegen/lower/models/distribution.rs",
        "`inline` has at most 128 open",
    ),
    ("xtask/codegen/lower/models/objects.rs", "`inline` has at most 128 open"),
    ("xtask/codegen/lower/models/shapes.rs", "`inline` has at most 128 open"),
    ("xtask/codegen/lower/operations/event_names.rs", "a depth of its own"),
    ("xtask/codegen/lower/schemas/examples.rs", "a number of steps"),
    (
        "xtask/codegen/normalise/inheritance/families.rs",
        "a schema as it was read",
    ),
    ("xtask/codegen/normalise/inheritance/tags.rs", "each component once"),
    ("xtask/codegen/read/bundle.rs", "each place of each file once"),
    ("xtask/diff/wire/schema/flat.rs", "a thousand schemas"),
    ("xtask/diff/wire/edits.rs", "what is behind references waits in a list"),
    (
        "xtask/diff/wire/schema/mod.rs",
        "what is strung together waits in a list",
    ),
    ("xtask/diff/wire/schema/unions.rs", "each pair of alternatives once"),
    ("xtask/corpus/raw.rs", "a depth of its own"),
];

/// A function, and those that it calls.
struct Function<'c> {
    file: &'c str,
    name: String,
    lines: Vec<&'c str>,
    calls: Vec<usize>,
}

/// The files and names of functions that call themselves, be it through others, where some of these lead on, and none has a
/// `Depth`. Of the functions of other files those are known whose name is theirs alone.
fn unbounded(files: &[(String, String)]) -> BTreeSet<(&str, String)> {
    let mut all = Vec::new();
    for (file, code) in files {
        let of_file = functions(code).into_iter().map(|(name, lines)| Function {
            file,
            name,
            lines,
            calls: Vec::new(),
        });
        all.extend(of_file);
    }
    let mut named: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, function) in all.iter().enumerate() {
        named.entry(&function.name).or_default().push(index);
    }
    let found: Vec<Vec<usize>> = all.iter().map(|function| calls(function, &all, &named)).collect();
    for (function, calls) in all.iter_mut().zip(found) {
        function.calls = calls;
    }
    let reached: Vec<Vec<bool>> = (0..all.len()).map(|index| reached(&all, index)).collect();
    let mut faults = BTreeSet::new();
    for index in (0..all.len()).filter(|index| reached[*index][*index]) {
        let ring = (0..all.len()).filter(|other| reached[index][*other] && reached[*other][index]);
        let lines: Vec<&str> = ring.flat_map(|other| all[other].lines.iter().copied()).collect();
        let has = |text: &str| lines.iter().any(|line| line.contains(text));
        if LEADS_ON.iter().any(|text| has(text)) && !has("Depth") && !has("depth.below()") {
            faults.insert((all[index].file, all[index].name.clone()));
        }
    }
    faults
}

/// The functions that one leads to.
fn reached(all: &[Function<'_>], from: usize) -> Vec<bool> {
    let mut met = vec![false; all.len()];
    let mut open = all[from].calls.clone();
    while let Some(next) = open.pop() {
        if !std::mem::replace(&mut met[next], true) {
            open.extend(&all[next].calls);
        }
    }
    met
}

/// The functions that one calls: those of its file by their name alone, of `self` or of `Self`, and others in any way.
fn calls(function: &Function<'_>, all: &[Function<'_>], named: &HashMap<&str, Vec<usize>>) -> Vec<usize> {
    let mut found = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    for line in function.lines.iter().skip(1) {
        for (at, _) in line.match_indices('(') {
            let before = &line[..at];
            let before = match before.ends_with('>') {
                true => before.rsplit_once("::<").map_or(before, |(before, _)| before),
                false => before,
            };
            let around = before.trim_end_matches(is_part);
            let meant = named.get(&before[around.len()..]).map_or(&[][..], Vec::as_slice);
            let is_of_itself = around.ends_with("self.") || around.ends_with("Self::");
            let is_alone = !around.ends_with(['.', ':']);
            let is_meant = |other: &&usize| match all[**other].file == function.file {
                true => is_of_itself || is_alone,
                false => meant.len() == 1,
            };
            found.extend(meant.iter().filter(is_meant));
        }
    }
    found
}

#[test]
fn recursion_goes_down_with_a_depth() {
    let mut found = BTreeSet::new();
    for folder in CRATES {
        let files = sources(&root().join(folder)).into_iter().filter(|file| !file.is_test);
        let path = |path: &str| format!("{}/{path}", folder.trim_end_matches("/src"));
        let files: Vec<_> = files.map(|file| (path(&file.path), file.code().to_string())).collect();
        found.extend(unbounded(&files).into_iter().map(|(file, _)| file.to_owned()));
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
    let names = |files: &[(String, String)]| unbounded(files).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names(&[("a".to_owned(), code.to_owned())]), ["one", "two"]);
    let there = "fn there(a: A) {\n    b.back_again(resolve(a));\n}\n";
    let back = "fn back_again(a: A) {\n    there::<A>(a);\n}\n";
    let files = [("a".to_owned(), there.to_owned()), ("b".to_owned(), back.to_owned())];
    assert_eq!(names(&files), ["there", "back_again"]);
}
