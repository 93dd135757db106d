//! The conventions of `specs/README.md`, as far as a machine can hold them: for our own specs alone.
//!
//! In: a document as it was written. Out: notes, which are errors there.
//!
//! A family of conventions is a file; each looks at one kind of node, or at the whole document.

mod bodies;
mod document;
mod evidence;
mod extensions;
mod operations;
mod reads;
mod schemas;
mod texts;

use serde_json::Value;

use super::walk;
use crate::report::Report;

/// Looks for everything that the conventions are about.
pub fn conventions(document: &Value, report: &mut Report) {
    document::check(document, report);
    reads::check(document, report);
    walk::walk(document, &mut |node| {
        operations::check(&node, document, report);
        texts::check(&node, report);
        bodies::check(&node, document, report);
        schemas::check(&node, document, report);
        evidence::check(&node, report);
        extensions::check(&node, document, report);
    });
}
