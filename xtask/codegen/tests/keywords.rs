//! Nothing in silence: every keyword does something, says something, or is known to mean nothing.
//!
//! The tables of the grammar say what becomes of a keyword; `keywords/OBJECT.yaml` has a document for each, and what is made
//! of it with the keyword and without has to differ as the table says. `docs/keywords.md` is written from the tables;
//! `UPDATE_EXPECTED=1` rewrites it.

mod documents;
mod effects;

use std::path::Path;

use callspec_codegen::keywords::{self, Object, Row};
use documents::Shown;
use effects::{Difference, Made};
use serde_json::json;

use crate::common::snapshot::{self, Texts};

#[test]
fn every_keyword_has_a_document() {
    for object in keywords::objects() {
        let shown: Vec<String> = documents::of(&object).into_iter().map(|shown| shown.name).collect();
        let rows: Vec<String> = object.rows.iter().map(Row::name).collect();
        let without: Vec<_> = rows.iter().filter(|name| !shown.contains(name)).collect();
        let strange: Vec<_> = shown.iter().filter(|name| !rows.contains(name)).collect();
        assert!(without.is_empty(), "{}: no document shows {without:?}", object.name);
        assert!(strange.is_empty(), "{}: no row for {strange:?}", object.name);
    }
}

#[test]
fn every_value_that_the_code_knows_has_a_row() {
    let objects = keywords::objects();
    let rows = |known: &keywords::Known| -> Vec<&str> {
        let object = objects.iter().find(|object| object.name == known.object);
        let rows = object.into_iter().flat_map(|object| &object.rows);
        rows.filter(|row| row.keyword == known.keyword)
            .filter_map(|row| row.value)
            .collect()
    };
    let mut faults = Vec::new();
    for known in keywords::known() {
        let rows = rows(&known);
        let without = known.values.iter().filter(|value| !rows.contains(*value));
        faults.extend(without.map(|value| format!("{}, `{}: {value}`", known.object, known.keyword)));
    }
    assert!(faults.is_empty(), "without a row: {faults:#?}");
}

#[test]
fn every_keyword_does_what_its_row_says() {
    let mut faults = Vec::new();
    for object in keywords::objects() {
        for shown in documents::of(&object) {
            let Some(row) = object.rows.iter().find(|row| row.name() == shown.name) else {
                continue;
            };
            faults.extend(fault(&object, row, &shown));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_page_has_every_row() {
    let made = Texts::from([("keywords.md".to_owned(), keywords::page())]);
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    snapshot::check(&docs, "keywords.md", &made).unwrap_or_else(|differences| panic!("{differences}"));
}

/// What a document shows of a keyword that its row does not say, or the other way round.
fn fault(object: &Object, row: &Row, shown: &Shown) -> Option<String> {
    let (with, without) = (Made::of(&shown.with(row)), Made::of(&shown.without(row)));
    assert!(
        !with.files.is_empty(),
        "{}, `{}`: {:?}",
        object.name,
        shown.name,
        with.told
    );
    let is_new = |told: &&effects::Told| !without.told.iter().any(|other| other == *told);
    let names = |told: &effects::Told| {
        told.at.starts_with(&shown.at)
            && (told.names(&shown.keyword) || row.value.is_some_and(|value| told.names(value)))
    };
    let new: Vec<_> = with.told.iter().filter(is_new).collect();
    let code = row.meaning.told.map(|code| code.as_str());
    let expected = new.iter().any(|told| Some(told.code) == code && names(told));
    let others: Vec<_> = new.iter().filter(|told| Some(told.code) != code).collect();
    let difference = with.differs(&without);
    let is_right =
        difference == Difference::of(row.meaning.effect) && (expected || code.is_none()) && others.is_empty();
    let name = format!("{}, `{}`", object.name, shown.name);
    (!is_right).then(|| {
        format!(
            "{name}: the row says {:?} {code:?}, the document shows {difference:?} {new:?}",
            row.meaning.effect
        )
    })
}

#[test]
fn what_is_left_out_is_counted_as_such() {
    let operation = json!({"responses": {"204": {"description": "Done."}}});
    let counts = Made::counts(&json!({
        "openapi": "3.2.0",
        "info": {"title": "Things", "version": "v1.27.0"},
        "paths": {"/a": {"get": operation, "additionalOperations": {"PUT": operation}}},
    }));
    assert_eq!((counts.operations, counts.methods, counts.skipped()), (2, 1, 1));
}

#[test]
fn a_version_may_be_written_as_a_tag() {
    let document =
        |version: &str| json!({"openapi": "3.1.0", "info": {"title": "Things", "version": version}, "paths": {}});
    let (tagged, plain) = (Made::of(&document("v1.27.0")), Made::of(&document("1.27.0")));
    assert!(tagged.told.is_empty(), "{:?}", tagged.told);
    assert_eq!(tagged.files, plain.files);
}
