//! How much composition may make of a document: schemas that are composed of each other can double with each of them.

use std::cell::{Cell, OnceCell};

use crate::ir::Pointer;
use crate::report::{Code, Diagnostic, Report};

/// Most properties that are looked at in compositions, each as often as it is part of one: thirty times what documents of
/// a few megabytes take.
const MAX_GATHERED: usize = 1_000_000;

/// Most fields of all structs together: what fits in two gigabytes of memory.
const MAX_FIELDS: usize = 300_000;

/// What has been made so far, and whether it was too much.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    gathered: Cell<usize>,
    fields: Cell<usize>,
    /// The first limit that was exceeded, in words, and where.
    exceeded: OnceCell<(String, Pointer)>,
}

impl Budget {
    /// Counts properties of a composition; whether it may go on: no limit has been exceeded, neither by these nor before.
    pub(crate) fn takes_members(&self, count: usize, at: &Pointer) -> bool {
        self.gathered.set(self.gathered.get() + count);
        if self.gathered.get() > MAX_GATHERED {
            self.exceeded.get_or_init(|| (repeated(MAX_GATHERED), at.clone()));
        }
        self.exceeded.get().is_none()
    }

    /// Counts the fields of a struct, the first of which is at a place; whether there is room for them.
    pub(crate) fn takes_fields(&self, count: usize, first: Option<&Pointer>) -> bool {
        self.fields.set(self.fields.get() + count);
        let Some(at) = first.filter(|_| self.fields.get() > MAX_FIELDS) else {
            return true;
        };
        self.exceeded.get_or_init(|| (repeated(MAX_FIELDS), at.clone()));
        false
    }

    /// Remembers that a composition at a place is followed no deeper.
    pub(crate) fn ends_at(&self, at: &Pointer) {
        let message = || "schemas are composed of each other too many times in a row".to_owned();
        self.exceeded.get_or_init(|| (message(), at.clone()));
    }

    /// Reports that a limit was exceeded, if one was.
    pub(crate) fn report(&self, report: &mut Report) {
        let Some((message, at)) = self.exceeded.get() else {
            return;
        };
        report.push(
            Diagnostic::new(Code::ExplosiveRef, at.clone(), message.as_str())
                .label("given up here")
                .hint("compose fewer schemas of each other"),
        );
    }
}

fn repeated(limit: usize) -> String {
    format!("composed schemas repeat more than {limit} properties")
}
