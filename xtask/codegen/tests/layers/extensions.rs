//! `x-` keys: what the code reads has a row in `docs/keywords.md`, or is a name that the passes keep for themselves.

use std::collections::BTreeSet;

use callspec_codegen::keywords;

use super::generator;

/// Where rows and kept names are listed, and where texts that begin so are names of headers.
const OTHERS: &[&str] = &[
    "normalise/grammar/",
    "normalise/extensions.rs",
    "lower/operations/credentials.rs",
];

/// The `x-` keys that the code names.
fn named() -> BTreeSet<String> {
    let files = generator();
    let files = files
        .iter()
        .filter(|file| !file.is_test && !OTHERS.iter().any(|other| file.path.starts_with(other)));
    let is_key = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let mut named = BTreeSet::new();
    for code in files.map(super::File::code) {
        let texts = code.split("\"x-").skip(1).filter_map(|rest| rest.split('"').next());
        named.extend(texts.filter(|text| is_key(text)).map(|text| format!("x-{text}")));
    }
    named
}

#[test]
fn what_is_read_has_a_row_or_is_kept() {
    let rows = keywords::objects().into_iter().flat_map(|object| object.rows);
    let rows: BTreeSet<String> = rows.map(|row| row.keyword.to_owned()).collect();
    let kept: BTreeSet<String> = keywords::kept().iter().map(|key| (*key).to_owned()).collect();
    let named = named();
    let strange: Vec<_> = named
        .iter()
        .filter(|key| !rows.contains(*key) && !kept.contains(*key))
        .collect();
    assert!(strange.is_empty(), "no row for {strange:?}");
    let stale: Vec<_> = kept.difference(&named).collect();
    assert!(stale.is_empty(), "nothing keeps {stale:?}");
    let both: Vec<_> = kept.intersection(&rows).collect();
    assert!(both.is_empty(), "kept, and with a row: {both:?}");
}
