//! What is told of each keyword: its row in the grammar's tables names the rules that tell when it comes and when it goes.
//!
//! In: the tables, and the documents of `codegen/tests/keywords`, which have each keyword and are without it. What is told is
//! what the row says, rule for rule; a fault shows the end of the row as it would be right, to be judged and put there.

#[path = "../../codegen/tests/keywords/documents.rs"]
pub(crate) mod documents;

use std::collections::BTreeSet;

use callspec_codegen::keywords::{self, Effect, Row};
use callspec_codegen::source::Source;
use callspec_diff::side::{Input, Side};
use callspec_diff::{Options, compare};
use documents::Shown;
use serde_json::Value;

#[test]
fn every_keyword_is_told_by_the_rules_of_its_row() {
    let mut faults = Vec::new();
    for object in keywords::objects() {
        for shown in documents::of(&object) {
            let row = object.rows.iter().find(|row| row.name() == shown.name);
            let fault = row.and_then(|row| fault(row, &shown));
            faults.extend(fault.map(|fault| format!("{}, {fault}", object.name)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The row as it would be right, where it is not.
fn fault(row: &Row, shown: &Shown) -> Option<String> {
    let (with, without) = (shown.with(row), shown.without(row));
    // Where one of them cannot be read, as something leads to what the keyword has, there is nothing to tell.
    let (added, removed) = (told(&without, &with)?, told(&with, &without)?);
    let listed = |rules: &[&str]| rules.iter().map(|rule| (*rule).to_owned()).collect::<BTreeSet<_>>();
    let is_right = added == listed(row.meaning.added) && removed == listed(row.meaning.removed);
    let is_code = matches!(row.meaning.effect, Effect::Rust | Effect::Wire);
    if is_code && added.is_empty() {
        return Some(format!("`{}`: changes code, and no rule tells it", shown.name));
    }
    (!is_right).then(|| format!("`{}`:{}{}", shown.name, text("+", &added), text("-", &removed)))
}

/// As a row has them.
fn text(mark: &str, rules: &BTreeSet<String>) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let rules: Vec<String> = rules.iter().map(|rule| format!("{rule:?}")).collect();
    format!(" {mark} [{}]", rules.join(", "))
}

/// The rules that tell a change; `None` where a document has errors.
fn told(base: &Value, head: &Value) -> Option<BTreeSet<String>> {
    let side = |document: &Value| Side {
        inputs: vec![Input {
            name: "things".to_owned(),
            source: Source::from_text("things.json", &document.to_string()),
        }],
        ..Side::default()
    };
    let options = Options {
        today: "2026-06-01".to_owned(),
        single: true,
    };
    let comparison = compare(side(base), side(head), &options).ok()?;
    let findings = comparison.providers.iter().flat_map(|provider| &provider.findings);
    let rulings = findings.flat_map(|finding| &finding.rulings);
    Some(both(rulings.map(|ruling| ruling.rule.clone()).collect()))
}

/// Rules that tell of both directions as one: `*-property-pattern-added`.
fn both(rules: BTreeSet<String>) -> BTreeSet<String> {
    let sided = |rule: &String| {
        let (direction, rest) = rule.split_once('-')?;
        let other = match direction {
            "request" => "response",
            "response" => "request",
            _ => return None,
        };
        rules.contains(&format!("{other}-{rest}")).then(|| format!("*-{rest}"))
    };
    rules
        .iter()
        .map(|rule| sided(rule).unwrap_or_else(|| rule.clone()))
        .collect()
}
