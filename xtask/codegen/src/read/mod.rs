//! The text of a document as a JSON value.
//!
//! In: the [`Source`]. Out: one value that holds the whole document, in the order of the text, with nodes of
//! other local files bundled into its components, and everything that is wrong with the texts in the report.
//! Nothing is lost or changed in silence: what JSON cannot say is an error, what YAML mistook is a warning.

use serde_json::Value;

pub use crate::depth::MAX_DEPTH;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Report};
use crate::source::{FileId, Format, Source};

mod bundle;
mod guard;
mod key;
mod names;
mod parse;
mod references;
mod schema_text;
pub(crate) mod shape;
mod text;
mod uri;
mod value;

#[cfg(test)]
mod tests;

/// Reads a document; `None` where its root file is no OpenAPI document at all.
pub fn read(source: &mut Source, report: &mut Report) -> Option<Value> {
    let root = read_file(source, 0, report)?;
    if !root.is_object() {
        let message = format!("the document is {}, not an object", kind_name(&root));
        report.push(
            Diagnostic::new(Code::NotADocument, Pointer::default(), message)
                .hint("an OpenAPI document starts with `openapi:`"),
        );
        return None;
    }
    let mut root = bundle::bundle(root, source, report);
    text::keep_text(&mut root, source, report);
    sum_up_integer_keys(report);
    Some(root)
}

/// A document that does not quote its statuses has them by the thousand: the first stands for all.
fn sum_up_integer_keys(report: &mut Report) {
    let is_one = |diagnostic: &Diagnostic| diagnostic.code == Code::IntegerKey;
    let count = report
        .diagnostics
        .iter()
        .filter(|diagnostic| is_one(diagnostic))
        .count();
    let mut seen = false;
    report.diagnostics.retain_mut(|diagnostic| {
        if !is_one(diagnostic) {
            return true;
        }
        let is_first = !std::mem::replace(&mut seen, true);
        if is_first && count > 1 {
            diagnostic.message += &match count - 1 {
                1 => "; so is another key".to_owned(),
                others => format!("; so are {others} other keys"),
            };
        }
        is_first
    });
}

/// Reads one file, without following its references.
fn read_file(source: &mut Source, file: FileId, report: &mut Report) -> Option<Value> {
    if source.format(file) == Format::Json {
        match parse::json(source, file, report) {
            Ok(value) => return Some(value),
            // A text that opens with a bracket may be YAML all the same; then YAML's parser says what is wrong.
            Err(fault) if fault.code == Code::Syntax && !source.is_named_json(file) => source.set_yaml(file),
            Err(fault) => {
                report.push(*fault);
                return None;
            }
        }
    }
    parse::yaml(source, file, report)
        .map_err(|fault| report.push(*fault))
        .ok()
}

/// What a value is, with its article.
pub(crate) fn kind_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "empty",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
