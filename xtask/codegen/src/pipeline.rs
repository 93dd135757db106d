//! The stages in order: from the text of a document to the files of its crates.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{Api, Method};
use crate::layout::TextFile;
use crate::lint::Allowances;
use crate::read;
use crate::reference;
use crate::report::{Code, Report};
use crate::source::Source;
use crate::{document, emit, layout, lint, lower, normalise};

/// What a run depends on beside the document.
#[derive(Clone, Debug)]
pub struct Options {
    /// Prefix of the crates' names, in kebab case.
    pub name: String,
    /// Whether every warning is an error, as for our own specs.
    pub strict: bool,
    /// How the crates are written.
    pub emit: emit::Options,
}

/// What a run found and made.
#[derive(Debug)]
pub struct Outcome {
    /// The texts, for the places of the problems.
    pub source: Source,
    /// The problems.
    pub report: Report,
    /// The interface; `None` where the text is no OpenAPI document.
    pub api: Option<Api>,
    /// How much of the document arrived.
    pub counts: Counts,
}

/// Analyses a document: what has to be known to generate from it.
pub fn analyse(source: Source, options: &Options) -> Outcome {
    run(source, options, false)
}

/// Analyses a document, and looks for what the rules of [`lint`] are about: in our own specs, for our conventions too.
pub fn inspect(source: Source, options: &Options) -> Outcome {
    run(source, options, true)
}

fn run(mut source: Source, options: &Options, with_rules: bool) -> Outcome {
    let mut report = Report::default();
    let mut counts = Counts::default();
    let api = read::read(&mut source, &mut report).map(|value| {
        counts.read(&value);
        let mut allowances = Allowances::of(&value);
        if with_rules && options.strict {
            lint::conventions(&value, &mut report);
        }
        let plain = normalise::normalise(value, &mut report);
        if with_rules {
            lint::lint(&plain, &mut report);
        }
        let document = document::document(&plain, &mut report);
        // A large document is held in one form at a time.
        drop(plain);
        let api = lower::lower(&document, &options.name, &mut report);
        counts.generated(&api, &report);
        report.dedup();
        allowances.apply(&mut report);
        if with_rules {
            allowances.judge(&mut report);
        }
        api
    });
    if options.strict {
        report.deny_warnings();
    }
    Outcome {
        source,
        report,
        api,
        counts,
    }
}

/// Makes the files of the crates; none where the document has errors.
pub fn generate(outcome: &Outcome, options: &Options) -> Option<Vec<TextFile>> {
    let api = outcome.api.as_ref().filter(|_| !outcome.report.has_errors())?;
    Some(layout::layout(emit::emit(api, &options.emit)))
}

/// How much of a document arrived: nothing is dropped in silence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations in the document.
    pub operations: usize,
    /// Operations that became methods.
    pub methods: usize,
    /// Schemas in the document's components.
    pub schemas: usize,
    /// Schemas that became types.
    pub types: usize,
    /// Places that became raw JSON although the document says more.
    pub weakened: usize,
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

impl Counts {
    fn read(&mut self, value: &Value) {
        let paths = entries(value.get("paths")).filter(|(path, _)| !path.starts_with("x-"));
        let is_method = |key: &str| {
            Method::ALL
                .iter()
                .any(|method| method.as_str().eq_ignore_ascii_case(key))
        };
        let operations = |item: &Value| {
            let item = reference::resolve(value, item).unwrap_or(item);
            let of_methods = entries(Some(item)).filter(|(key, _)| is_method(key));
            // Those of methods that are not generated are operations of the document as well.
            let all = of_methods.chain(entries(item.get("additionalOperations")));
            all.filter(|(_, operation)| operation.is_object()).count()
        };
        self.operations = paths.map(|(_, item)| operations(item)).sum();
        self.schemas = value
            .pointer("/components/schemas")
            .and_then(Value::as_object)
            .map_or(0, serde_json::Map::len);
    }

    fn generated(&mut self, api: &Api, report: &Report) {
        let is_schema = |pointer: &str| {
            pointer
                .strip_prefix("/components/schemas/")
                .is_some_and(|name| !name.contains('/'))
        };
        self.methods = api.operations().count();
        // Several types may come from one schema: its own, and the one with every attribute optional.
        let schemas: BTreeSet<_> = api
            .types
            .iter()
            .map(|ty| &ty.pointer.0)
            .filter(|pointer| is_schema(pointer))
            .collect();
        self.types = schemas.len();
        self.weakened = report
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code == Code::Weakened)
            .count();
    }

    /// Operations and schemas of which nothing was generated.
    pub fn skipped(&self) -> usize {
        self.operations.saturating_sub(self.methods) + self.schemas.saturating_sub(self.types)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn operations_are_counted_wherever_a_path_has_them() {
        let mut counts = Counts::default();
        counts.read(&json!({"paths": {
            "/a": {"get": {}, "POST": {}, "gett": {}, "parameters": [], "additionalOperations": {"LINK": {}}},
            "/b": {"$ref": "#/paths/~1a"},
            "/c": {"get": null},
            "/d": null,
            "x-e": {"get": {}},
        }}));
        counts.methods = 4;
        assert_eq!((counts.operations, counts.skipped()), (6, 2));
    }
}
