//! The two parsers, `serde_json` and `yaml_serde`, and their errors as diagnostics.

use serde_json::Value;

use super::guard;
use super::value::Reader;
use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Report, Span};
use crate::source::{FileId, Source};

/// Reads a file as JSON.
pub(super) fn json(source: &Source, file: FileId, report: &mut Report) -> Result<Value, Box<Diagnostic>> {
    let mut reader = Reader::new(source, file);
    let mut parser = serde_json::Deserializer::from_str(source.text(file));
    // The reader counts the depth itself, for both parsers alike.
    parser.disable_recursion_limit();
    let result = reader.read(&mut parser).and_then(|value| parser.end().map(|()| value));
    let place = |line: usize, column: usize| {
        let bytes = source.line_range(file, line);
        let start = (bytes.start + column.saturating_sub(1)).min(bytes.end);
        Span {
            file,
            start,
            end: start + 1,
        }
    };
    finish(reader, result, report, |error| {
        let message = without_place(&error.to_string(), error.line(), error.column());
        (message, Some(place(error.line(), error.column())))
    })
}

/// Reads a file as YAML.
pub(super) fn yaml(source: &Source, file: FileId, report: &mut Report) -> Result<Value, Box<Diagnostic>> {
    guard::check(source.text(file), file)?;
    let mut reader = Reader::new(source, file);
    let result = reader.read(serde_yaml::Deserializer::from_str(source.text(file)));
    finish(reader, result, report, |error| match error.location() {
        Some(place) => {
            let start = source.offset(file, place.line(), place.column());
            (
                without_place(&error.to_string(), place.line(), place.column()),
                Some(Span {
                    file,
                    start,
                    end: start + 1,
                }),
            )
        }
        None => (error.to_string(), None),
    })
}

/// Passes on what the reader found; its own reason to stop goes before what the parser made of it.
fn finish<E>(
    reader: Reader,
    result: Result<Value, E>,
    report: &mut Report,
    explain: impl FnOnce(E) -> (String, Option<Span>),
) -> Result<Value, Box<Diagnostic>> {
    let (found, stopped) = reader.into_findings();
    report.diagnostics.extend(found);
    result.map_err(|error| {
        let (message, span) = explain(error);
        Box::new(match (stopped, span) {
            (Some(stopped), Some(span)) if stopped.span.is_none() => stopped.span(span),
            (Some(stopped), _) => stopped,
            (None, span) => {
                let code = match message.as_str() {
                    text if text.starts_with("recursion limit") => Code::TooDeep,
                    text if text.starts_with("repetition limit") => Code::TooLarge,
                    _ => Code::Syntax,
                };
                let diagnostic = Diagnostic::new(code, Pointer::default(), message);
                span.into_iter().fold(diagnostic, Diagnostic::span)
            }
        })
    })
}

/// A parser's message without the place in it, which is shown otherwise.
fn without_place(message: &str, line: usize, column: usize) -> String {
    message.replace(&format!(" at line {line} column {column}"), "")
}
