//! Problems with their places, in the order of the text.

use super::{Diagnostic, Report, Span};
use crate::ir::Pointer;
use crate::source::{Location, Source};

/// The problems of a report by place; those without one first.
pub(super) fn placed<'r>(report: &'r Report, source: &Source) -> Vec<(Option<Location>, &'r Diagnostic)> {
    let locate = |diagnostic: &'r Diagnostic| {
        let Diagnostic { span, at, on_key, .. } = diagnostic;
        (place(source, span.as_ref(), at, *on_key), diagnostic)
    };
    let mut placed: Vec<_> = report.diagnostics.iter().map(locate).collect();
    placed.sort_by_key(|(location, _)| {
        location
            .as_ref()
            .map(|location| (location.file_id, location.range.start))
    });
    placed
}

/// The place of a node, or the exact one.
pub(super) fn place(source: &Source, span: Option<&Span>, at: &Pointer, on_key: bool) -> Option<Location> {
    match span {
        Some(span) => Some(source.location(span.file, span.start..span.end)),
        None => source.locate(at, on_key),
    }
}
