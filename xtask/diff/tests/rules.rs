//! The table of rules: each is declared once, explains itself, has a folder in `tests/rules` and a line on its page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use callspec_diff::rules;

use crate::common::families::{by_folder, sided};
use crate::common::{folders, is_updating};

#[test]
fn no_rule_is_without_a_folder_and_no_folder_without_a_rule() {
    let wanted: Vec<String> = by_folder().into_keys().collect();
    let there: Vec<String> = folders::all("rules")
        .iter()
        .map(|folder| folders::name(folder))
        .collect();
    assert_eq!(there, wanted);
}

#[test]
fn rules_are_declared_once_and_explain_themselves() {
    let mut ids = BTreeSet::new();
    for (family, direction) in sided() {
        for id in family.rules(direction) {
            assert!(ids.insert(id.clone()), "{id} is declared twice");
        }
        let judgement = family.judgement(direction);
        for sentence in [judgement.why, judgement.advice] {
            assert!(
                sentence.ends_with('.') && sentence.len() > 5,
                "{}: {sentence}",
                family.id
            );
        }
        for opposite in family.opposite {
            assert!(
                rules::families().iter().any(|other| other.id == *opposite),
                "{}: {opposite}",
                family.id
            );
        }
    }
    assert!(ids.len() > 250, "{}", ids.len());
}

#[test]
fn the_page_lists_every_rule() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/diff-rules.md");
    let page = rules::page();
    if is_updating() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/diff-rules.md is stale; run: UPDATE_EXPECTED=1 cargo test -p callspec-diff rules"
    );
}
