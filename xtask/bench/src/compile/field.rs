//! One optional field more. In: a document. Out: what `cargo check` takes after the document has changed and its client is
//! generated again, in place, as its user does it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::Entrant;
use super::folders::Profile;
use crate::documents::{self, Document};
use crate::measure::{Cost, Fault, Sample};
use crate::tools::{Job, Way};
use crate::{Bench, cut};

/// The name of the field.
const FIELD: &str = "added_later";

/// Measures all entrants.
pub(super) fn run(
    bench: &Bench<'_>,
    document: &Document,
    entrants: &[Entrant<'_>],
) -> io::Result<Vec<Result<Cost, Fault>>> {
    let mut pairs: BTreeMap<bool, Option<[PathBuf; 2]>> = BTreeMap::new();
    for is_cut in entrants.iter().map(|entrant| entrant.way == Way::CutDown) {
        if let Entry::Vacant(slot) = pairs.entry(is_cut) {
            slot.insert(write(bench, document, is_cut)?);
        }
    }
    let turns = RefCell::new(BTreeMap::new());
    let run = |entrant: &Entrant<'_>| {
        let Some(Some(pair)) = pairs.get(&(entrant.way == Way::CutDown)) else {
            return Err(Fault::new("no object", "no schema of the document has properties"));
        };
        let mut turns = turns.borrow_mut();
        let turn: &mut usize = turns.entry(entrant.tool.kind).or_default();
        if *turn == 0 {
            generate(bench, document, entrant, &pair[0])?;
            check(bench, entrant)?;
        }
        *turn += 1;
        generate(bench, document, entrant, &pair[*turn % 2])?;
        check(bench, entrant)
    };
    Ok(super::by_turns(bench, entrants, run))
}

fn check(bench: &Bench<'_>, entrant: &Entrant<'_>) -> Result<Sample, Fault> {
    bench.stopwatch.run(&entrant.folders.command(Profile::Check))
}

fn generate(bench: &Bench<'_>, document: &Document, entrant: &Entrant<'_>, file: &Path) -> Result<(), Fault> {
    let job = Job {
        document: file,
        name: &document.name,
        out: &entrant.folders.code,
    };
    bench.stopwatch.run(&entrant.tool.generate(job, entrant.way)).map(drop)
}

/// Writes the document without and with the field; both as JSON and under one name, so that nothing else differs.
fn write(bench: &Bench<'_>, document: &Document, is_cut: bool) -> io::Result<Option<[PathBuf; 2]>> {
    let Some(mut value) = documents::value(&document.file) else {
        return Ok(None);
    };
    if is_cut {
        cut::down(&mut value);
    }
    let mut longer = value.clone();
    if !add(&mut longer) {
        return Ok(None);
    }
    let folder = bench
        .scratch
        .join("compile/fields")
        .join(if is_cut { "cut" } else { "whole" });
    let put = |part: &str, value: &Value| {
        let folder = folder.join(part);
        let file = folder.join(format!("{}.json", document.name));
        fs::create_dir_all(folder)?;
        fs::write(&file, serde_json::to_string_pretty(value)?).map(|()| file)
    };
    Ok(Some([put("without", &value)?, put("with", &longer)?]))
}

/// Adds an optional text to the schema that is referred to most often, which every generator has made something of.
fn add(document: &mut Value) -> bool {
    let mut counts = BTreeMap::new();
    count(document, &mut counts);
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return false;
    };
    let objects = schemas.iter_mut().filter_map(|(name, schema)| {
        let often = counts
            .get(&format!("#/components/schemas/{name}"))
            .copied()
            .unwrap_or(0);
        properties(schema).map(|properties| (often, properties))
    });
    // The first of those that are equal.
    let most = objects.reduce(|best, next| if next.0 > best.0 { next } else { best });
    most.is_some_and(|(_, properties)| {
        properties.insert(FIELD.to_owned(), json!({"type": "string"}));
        true
    })
}

fn properties(schema: &mut Value) -> Option<&mut Map<String, Value>> {
    schema.get_mut("properties")?.as_object_mut()
}

/// How often each reference is made.
fn count(value: &Value, counts: &mut BTreeMap<String, usize>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| count(item, counts)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                *counts.entry(reference.clone()).or_default() += 1;
            }
            members.values().for_each(|member| count(member, counts));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_goes_where_most_refer_to() {
        let schema = || json!({"type": "object", "properties": {}});
        let mut document = json!({
            "paths": {"/a": {"$ref": "#/components/schemas/B"}, "/b": [{"$ref": "#/components/schemas/B"}]},
            "components": {"schemas": {"A": schema(), "B": schema(), "C": {"type": "string"}}},
        });
        assert!(add(&mut document));
        let added = document.pointer("/components/schemas/B/properties/added_later");
        assert_eq!(added, Some(&json!({"type": "string"})));
        assert!(!add(&mut json!({"components": {"schemas": {"C": {"type": "string"}}}})));
    }
}
