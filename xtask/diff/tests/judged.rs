//! What is never fine unseen, by random edits of documents: what changes code is told, what refuses a body that was valid is not
//! fine, and where the code is the same, what the server sends breaks no client.
//!
//! In: the documents of `codegen/tests/keywords`, those of rules, and our own; with `CALLSPEC_EDITS=FOLDER`, all of a folder, ten
//! times as often. Out: the edits of which one of these does not hold. Seeds are fixed.

#[path = "../../codegen/tests/keywords/effects.rs"]
#[allow(dead_code)]
mod effects;

use std::fs;
use std::path::{Path, PathBuf};

use callspec_codegen::instance::{Extent, Maker, Wish};
use callspec_codegen::keywords;
use callspec_codegen::parallel;
use callspec_codegen::pointer::{join, segments};
use callspec_codegen::source::Source;
use callspec_codegen::validate::{Direction as Way, Validator};
use callspec_diff::finding::{Direction, Finding, Wire};
use callspec_diff::side::{Input, Side};
use callspec_diff::{Options, compare};
use effects::{Difference, Made};
use serde_json::Value;

use crate::common::folders;
use crate::keywords::documents;

/// Every so many keywords one is edited: all of them take minutes.
const SHARE: usize = 4;

#[test]
fn nothing_is_fine_that_no_one_judged() {
    let documents = documents();
    let times = if folder().is_some() { 10 } else { 1 };
    let edits: Vec<(usize, u64)> = (0..documents.len())
        .flat_map(|of| (0..times).map(move |seed| (of, seed)))
        .collect();
    let found = parallel::map(edits, |(of, seed)| {
        let (name, base) = &documents[of];
        let mut random = Random((seed * 1_000 + of as u64 + 1) << 20);
        let mut head = base.clone();
        let edit = edit(&mut head, &mut random)?;
        let result = fault(base, &head)?;
        Some(
            result
                .err()
                .map(|fault| format!("{name}, seed {seed}, {edit}: {fault}")),
        )
    });
    let found: Vec<Option<String>> = found.unwrap().into_iter().flatten().collect();
    println!("{} edits were compared", found.len());
    assert!(
        folder().is_some() || found.len() > 50,
        "{} edits were compared",
        found.len()
    );
    let faults: Vec<String> = found.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The folder whose documents are edited in place of ours.
fn folder() -> Option<PathBuf> {
    std::env::var_os("CALLSPEC_EDITS").map(PathBuf::from)
}

/// The documents that are edited, with their names.
fn documents() -> Vec<(String, Value)> {
    if let Some(folder) = folder() {
        return files(&folder).iter().filter_map(|file| read(file)).collect();
    }
    let mut documents = Vec::new();
    for object in keywords::objects() {
        for shown in documents::of(&object) {
            let row = object.rows.iter().find(|row| row.name() == shown.name);
            let name = format!("{} {}", object.name, shown.name);
            documents.extend(row.map(|row| (name, shown.with(row))));
        }
    }
    let mut documents: Vec<_> = documents.into_iter().step_by(SHARE).collect();
    let rules = folders::all("rules");
    documents.extend(
        rules
            .iter()
            .step_by(SHARE)
            .filter_map(|folder| read(&folder.join("base.yaml"))),
    );
    documents
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_document = |path: &PathBuf| path.extension().is_some_and(|end| end == "json" || end == "yaml");
    let mut files: Vec<PathBuf> = entries.filter(is_document).collect();
    files.sort();
    files
}

fn read(file: &Path) -> Option<(String, Value)> {
    let mut source = Source::load(file).ok()?;
    let value = callspec_codegen::read::read(&mut source, &mut callspec_codegen::report::Report::default())?;
    Some((file.display().to_string(), value))
}

/// What does not hold of an edit; nothing where it cannot be compared, as a document has errors.
fn fault(base: &Value, head: &Value) -> Option<Result<(), String>> {
    let findings = findings(base, head)?;
    let told: Vec<&str> = findings.iter().map(|finding| finding.ruling().rule.as_str()).collect();
    let difference = Made::of(base).differs(&Made::of(head));
    let is_code = matches!(difference, Difference::Rust | Difference::Wire);
    let received = |finding: &Finding| {
        let mut rulings = finding.rulings.iter();
        rulings.any(|ruling| ruling.direction == Some(Direction::Response) && ruling.wire == Wire::Breaking)
    };
    let is_fine = findings.iter().all(|finding| finding.wire() == Wire::Fine);
    Some(if is_code && findings.is_empty() {
        Err(format!("{difference:?} differs, and nothing is told"))
    } else if !is_code && findings.iter().any(received) {
        Err(format!("the code is the same, and clients break: {told:?}"))
    } else if let (true, Some(refused)) = (is_fine, refused(&plain(base), &plain(head))) {
        Err(format!("all is fine of {told:?}, and {refused}"))
    } else {
        Ok(())
    })
}

fn findings(base: &Value, head: &Value) -> Option<Vec<Finding>> {
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
    let mut comparison = compare(side(base), side(head), &options).ok()?;
    Some(comparison.providers.swap_remove(0).findings)
}

/// The document as it is compared.
fn plain(document: &Value) -> Value {
    let mut report = callspec_codegen::report::Report::default();
    let mut source = Source::from_text("things.json", &document.to_string());
    let value = callspec_codegen::read::read(&mut source, &mut report).unwrap_or_default();
    callspec_codegen::normalise::normalise(value, &mut report).value
}

/// A JSON body that the server took and takes no longer.
fn refused(base: &Value, head: &Value) -> Option<String> {
    let (maker, judge, other) = (Maker::new(base), Validator::new(base), Validator::new(head));
    for at in bodies(base) {
        let (Some(old), Some(new)) = (base.pointer(&at), head.pointer(&at)) else {
            continue;
        };
        for extent in [Extent::Minimal, Extent::Full] {
            let wish = Wish {
                extent,
                direction: Way::Sent,
                alternative: None,
            };
            let Ok(value) = maker.make(&at, wish) else { continue };
            let faults = other.validate(new, &value, Way::Sent);
            if let (true, Some(fault)) = (judge.validate(old, &value, Way::Sent).is_empty(), faults.first()) {
                return Some(format!(
                    "{value} is refused at {at}{}: {}",
                    fault.pointer, fault.message
                ));
            }
        }
    }
    None
}

/// The schemas of JSON bodies that operations send.
fn bodies(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in item.as_object().into_iter().flatten().map(|(method, _)| method) {
            let operation = join(&join("/paths", path), method);
            let body = format!("{operation}/requestBody/content/application~1json/schema");
            found.extend(document.pointer(&body).map(|_| body));
        }
    }
    found
}

/// A sequence of numbers from a seed (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        for shift in [13, -7, 17] {
            self.0 ^= if shift > 0 { self.0 << shift } else { self.0 >> -shift };
        }
        usize::try_from(self.0 % end.max(1) as u64).unwrap_or_default()
    }
}

/// Drops a member, changes a word or a number, moves a member to an object of the same kind, or has two change places.
fn edit(document: &mut Value, random: &mut Random) -> Option<String> {
    let mut members = Vec::new();
    collect(document, String::new(), &mut members);
    let at = members.get(random.below(members.len()))?.clone();
    let (around, key) = at.rsplit_once('/')?;
    let key = segments(&format!("/{key}")).next()?.into_owned();
    match random.below(4) {
        0 => {
            document.pointer_mut(around)?.as_object_mut()?.shift_remove(&key)?;
            Some(format!("dropped {at}"))
        }
        1 => {
            let value = document.pointer_mut(&at)?;
            *value = changed(&key, value, random)?;
            Some(format!("{at} became {value}"))
        }
        how => {
            let alike: Vec<&String> = members.iter().filter(|other| is_alike(&at, other)).collect();
            let to = (*alike.get(random.below(alike.len()))?).clone();
            let (one, other) = (document.pointer(&at)?.clone(), document.pointer(&to)?.clone());
            *document.pointer_mut(&to)? = one;
            if how == 2 {
                document.pointer_mut(around)?.as_object_mut()?.shift_remove(&key)?;
                return Some(format!("moved {at} to {to}"));
            }
            *document.pointer_mut(&at)? = other;
            Some(format!("swapped {at} and {to}"))
        }
    }
}

/// Whether two members are of the same key, or of names in objects of the same key, and neither is inside the other.
fn is_alike(one: &str, other: &str) -> bool {
    let last = |at: &str| at.rsplit('/').next().unwrap_or_default().to_owned();
    let around = |at: &str| last(at.rsplit_once('/').map_or("", |(around, _)| around));
    let is_inside = |inner: &str, outer: &str| inner.starts_with(&format!("{outer}/"));
    one != other
        && (last(one) == last(other) || around(one) == around(other))
        && !is_inside(one, other)
        && !is_inside(other, one)
}

/// Another value of the same type.
fn changed(key: &str, value: &Value, random: &mut Random) -> Option<Value> {
    const TYPES: &[&str] = &["string", "integer", "number", "boolean", "object", "array"];
    Some(match value {
        Value::Bool(value) => Value::Bool(!value),
        Value::Number(number) => Value::from(number.as_i64()? + random.below(3) as i64 - 1),
        Value::String(_) if key == "type" => Value::from(TYPES[random.below(TYPES.len())]),
        Value::String(text) if !text.starts_with('#') => Value::from(format!("{text}x")),
        Value::Array(items) => Value::Array(items.iter().skip(1).cloned().collect()),
        _ => return None,
    })
}

/// The pointers of all members of objects.
fn collect(value: &Value, at: String, members: &mut Vec<String>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = join(&at, key);
        members.push(at.clone());
        collect(value, at, members);
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        collect(value, join(&at, &index.to_string()), members);
    }
}
