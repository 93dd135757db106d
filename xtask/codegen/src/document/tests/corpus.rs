//! The real documents: nothing that they declare is lost, and the model's own reader agrees.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use openapiv3::OpenAPI;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::promises;
use super::tally::{Tally, tally};
use crate::document::document;
use crate::normalise::normalise;
use crate::report::{Code, Report};

/// The documents, where they lie beside the workspace.
fn corpus() -> Vec<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here
        .ancestors()
        .map(|folder| folder.join("shared/corpus"))
        .find(|folder| folder.is_dir());
    let Some(folder) = folder else {
        println!("skipped: there is no shared/corpus beside the workspace");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json" || extension == "yaml")
        })
        .collect();
    files.sort();
    files
}

fn load(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "json") {
        serde_json::from_str(&text).unwrap()
    } else {
        serde_yaml::from_str::<Yaml>(&text).unwrap().0
    }
}

/// YAML as JSON: keys that are numbers are spelled out, integers beyond 64 bits are floats.
struct Yaml(Value);

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor).map(Self)
    }
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok((value as f64).into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Yaml(value)) = list.next_element()? {
            all.push(value);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((Yaml(key), Yaml(value))) = map.next_entry()? {
            let key = key.as_str().map_or_else(|| key.to_string(), str::to_owned);
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}

#[test]
fn nothing_is_lost() {
    for path in corpus() {
        let raw = load(&path);
        let mut declared = tally(&raw);
        let text = raw.clone();
        let mut report = Report::default();
        let start = Instant::now();
        let plain = normalise(raw, &mut report);
        let normalised = start.elapsed();
        let document = document(&plain, &mut report);
        println!(
            "{:32} normalise {normalised:?}, document {:?}",
            path.file_stem().unwrap().display(),
            start.elapsed() - normalised
        );
        summarise(&report);
        assert!(!report.has_errors(), "{}: {:#?}", path.display(), report.diagnostics);
        let read = serde_json::to_value(&document.openapi).unwrap();
        let mut found = tally(&read);
        // What a parent says itself is a component that the text has not.
        for (name, base) in &plain.facts.bases {
            found.remove(&format!("schema {name}"));
            let references = found.remove(&format!("reference #/components/schemas/{name}"));
            *found
                .entry(format!("reference #/components/schemas/{}", base.of))
                .or_default() += references.unwrap_or(0);
        }
        no_longer_required(&mut declared, &text, &report);
        compare(&path, declared, &found, &report);
        let broken = promises::broken(&read);
        assert!(broken.is_empty(), "{}: {broken:#?}", path.display());
    }
}

fn summarise(report: &Report) {
    for code in Code::ALL {
        let count = report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == *code)
            .count();
        if count > 0 {
            println!("    {count:5} {}", code.as_str());
        }
    }
}

/// Takes away the names that a warning says are read as optional ones.
fn no_longer_required(declared: &mut Tally, text: &Value, report: &Report) {
    let lists = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::AbsentAttributes)
        .filter_map(|diagnostic| text.pointer(&diagnostic.at.0)?.as_array());
    for name in lists.flatten() {
        *declared.get_mut(&format!("required {name}")).unwrap() -= 1;
    }
}

/// What is declared is read, but for the few things that a reported repair adds or takes.
fn compare(path: &Path, mut declared: Tally, read: &Tally, report: &Report) {
    let count = |code: Code| {
        report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == code)
            .count()
    };
    if count(Code::UndeclaredPathParameter) > 0 {
        *declared.entry("path parameter".into()).or_default() += count(Code::UndeclaredPathParameter);
    }
    let lost: Vec<_> = declared
        .iter()
        .filter(|(what, count)| {
            // Of two unions of the same schemas one is read, so a reference may be there less often.
            let wanted = if what.starts_with("reference") { 1 } else { **count };
            read.get(*what).copied().unwrap_or_default() < wanted
        })
        .map(|(what, count)| {
            format!(
                "{what}: {count} declared, {} read",
                read.get(what).copied().unwrap_or_default()
            )
        })
        .collect();
    assert!(lost.is_empty(), "{}: lost {lost:#?}", path.display());
    let exact = |what: &str| {
        !["reference", "property", "value", "required"]
            .iter()
            .any(|kind| what.starts_with(kind))
    };
    for (what, count) in read.iter().filter(|(what, _)| exact(what)) {
        assert_eq!(declared.get(what), Some(count), "{}: {what}", path.display());
    }
}

#[test]
fn the_model_s_own_reader_agrees() {
    for path in corpus() {
        let mut report = Report::default();
        let plain = normalise(load(&path), &mut report);
        let document = document(&plain, &mut report);
        let other = OpenAPI::deserialize(&plain.value).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        // Compared in parts, because a whole document is too much to read in a failure.
        for (name, item) in &other.paths.paths {
            assert_eq!(
                document.openapi.paths.paths.get(name),
                Some(item),
                "{}: {name}",
                path.display()
            );
        }
        let (ours, theirs) = (document.openapi.components.clone(), other.components.clone());
        for (name, schema) in theirs.iter().flat_map(|components| &components.schemas) {
            assert_eq!(
                ours.as_ref().and_then(|components| components.schemas.get(name)),
                Some(schema),
                "{}: {name}",
                path.display()
            );
        }
        assert!(document.openapi == other, "{}", path.display());
    }
}
