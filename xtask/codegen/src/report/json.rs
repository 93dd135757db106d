//! Reports as JSON, for programs: one array of all problems of all documents, and of the files that are made of them.
//!
//! An element has the members `code`, `level` (`error`, `warning`, `note`), `message`, `file`, `line`, `column`, `end`
//! (`{line, column}`, the place behind the marked text), `pointer` (RFC 6901, into the document), `label` and `hint` (text or
//! null), `also` (further places: `{file, line, column, end, pointer, label}`) and `help` (the page that explains the code).
//! Lines and columns count from 1, columns in characters; they are null where a problem has no place in a text. In a file that
//! is no document a problem has a line at most: `end` is null and `pointer` is empty.

use serde_json::{Value, json};

use super::placed::{place, placed};
use super::{Also, FileProblem, Report};
use crate::source::{Location, Source};

/// Renders reports with their texts, and the problems of files.
pub fn json<'r>(reports: impl IntoIterator<Item = (&'r Report, &'r Source)>, files: &[FileProblem]) -> String {
    let mut all = Vec::new();
    for (report, source) in reports {
        for (location, diagnostic) in placed(report, source) {
            let also = diagnostic.also.iter().map(|Also { at, span, label }| {
                let location = place(source, span.as_ref(), at, false);
                let mut also = position(source, location.as_ref());
                also["pointer"] = json!(at.0);
                also["label"] = json!(label);
                also
            });
            let also: Vec<Value> = also.collect();
            let mut one = json!({
                "code": diagnostic.code.as_str(),
                "level": diagnostic.level.as_str(),
                "message": diagnostic.message,
            });
            if let (Value::Object(one), Value::Object(position)) = (&mut one, position(source, location.as_ref())) {
                one.extend(position);
            }
            one["pointer"] = json!(diagnostic.at.0);
            one["label"] = json!((!diagnostic.label.is_empty()).then_some(&diagnostic.label));
            one["hint"] = json!(diagnostic.hint);
            one["also"] = json!(also);
            one["help"] = json!(format!("docs/diagnostics.md#{}", diagnostic.code.as_str()));
            all.push(one);
        }
    }
    all.extend(files.iter().map(FileProblem::json));
    format!("{:#}\n", Value::Array(all))
}

fn position(source: &Source, location: Option<&Location>) -> Value {
    let end = location.map(|location| source.location(location.file_id, location.range.end..location.range.end));
    json!({
        "file": location.map_or_else(|| source.name(), |location| &location.file),
        "line": location.map(|location| location.line),
        "column": location.map(|location| location.column),
        "end": end.map(|end| json!({"line": end.line, "column": end.column})),
    })
}
