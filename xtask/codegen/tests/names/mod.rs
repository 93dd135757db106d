//! Stable names: what is added to a document renames nothing in it, but for what the new item clashes with.
//!
//! The property is tried on made documents full of near clashes, on the project's own specs and on the case folders.

mod add;
mod make;
mod map;

use std::fs;
use std::path::Path;

use callspec_codegen::parallel;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::common::folders;
use make::Random;
use map::Names;

/// How often each document is added to.
const ADDITIONS: usize = 12;

#[test]
fn made_documents_keep_their_names() {
    let seeds: Vec<u64> = (0..200).collect();
    let found = parallel::map(seeds, |seed| {
        let mut random = Random::new(seed);
        let document = make::document(&mut random);
        renamed(&format!("made document {seed}"), &document, &mut random)
    });
    none(found.unwrap());
}

#[test]
fn real_documents_keep_their_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let spec = |name: &&str| (name.to_string(), root.join(format!("specs/{name}.yaml")));
    let mut files: Vec<_> = ["kathan", "sippet"].iter().map(spec).collect();
    for folder in folders::all("cases") {
        let file = ["spec.json", "spec.yaml"]
            .map(|name| folder.join(name))
            .into_iter()
            .find(|file| file.exists());
        files.extend(file.map(|file| (folders::name(&folder), file)));
    }
    let found = parallel::map(files, |(name, file)| {
        let text = fs::read_to_string(&file).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        // A few cases are about texts that only the project's own reader takes.
        let Ok(document) = serde_yaml::from_str::<Value>(text) else {
            return Vec::new();
        };
        renamed(&name, &document, &mut Random::new(1))
    });
    none(found.unwrap());
}

fn none(found: Vec<Vec<String>>) {
    let found: Vec<String> = found.into_iter().flatten().collect();
    assert!(
        found.is_empty(),
        "{} names change:\n{}",
        found.len(),
        found[..found.len().min(60)].join("\n")
    );
}

/// What is renamed when something is added to a document, again and again.
fn renamed(name: &str, document: &Value, random: &mut Random) -> Vec<String> {
    let mut document = document.clone();
    let Some(mut before) = Names::of(&document) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for _ in 0..ADDITIONS {
        let mut next = document.clone();
        let Some(added) = add::something(&mut next, random) else {
            continue;
        };
        let Some(after) = Names::of(&next) else { continue };
        found.extend(
            before
                .changes(&after)
                .into_iter()
                .map(|change| format!("{change} in {name} by {}", added.chars().take(150).collect::<String>())),
        );
        (document, before) = (next, after);
    }
    found
}

/// Names that clash are told apart by what clashes alone: in each order of the document they come out the same.
#[test]
fn the_order_of_schemas_names_nothing() {
    let config = Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner
        .run(&proptest::num::u64::ANY, |seed| {
            let document = make::document(&mut Random::new(seed));
            let mut back = document.clone();
            for section in ["/components/schemas", "/paths"] {
                if let Some(Value::Object(map)) = back.pointer_mut(section) {
                    let mut entries: Vec<_> = std::mem::take(map).into_iter().collect();
                    entries.reverse();
                    map.extend(entries);
                }
            }
            let (forth, back) = (Names::of(&document), Names::of(&back));
            let (Some(forth), Some(back)) = (forth, back) else {
                return Ok(());
            };
            proptest::prop_assert_eq!(forth.changes(&back), Vec::<String>::new());
            Ok(())
        })
        .unwrap();
}
