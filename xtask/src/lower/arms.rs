//! The names of a union's alternatives.
//!
//! In: alternatives, each with the name it would have alone. Out: the same with names that are unique; who gives way to whom
//! is reported.

use super::context::Lowering;
use super::scope::{self, Case, Wanted};
use super::unions::Candidate;
use crate::ir::{Arm, Type, VariantName};
use crate::report::{Code, Diagnostic};

impl Lowering<'_> {
    /// Names alternatives.
    pub(super) fn named_arms(&mut self, candidates: Vec<Candidate>) -> Vec<Arm> {
        let wanted: Vec<Wanted> = candidates
            .iter()
            .map(|candidate| Wanted {
                name: candidate.name.clone(),
                wire: candidate.name.clone(),
                identity: candidate.pointer.0.clone(),
                chosen: candidate.view.schema.is_some(),
            })
            .collect();
        let resolved = scope::resolve(&wanted, Case::Camel);
        for (index, name) in resolved.iter().enumerate() {
            // A type that stands only here has its variant's name in its own, and is told with that.
            let is_told = |arm: &Candidate| arm.view.schema.is_none() && matches!(arm.ty, Type::Named(_));
            if let Some(keeper) = name.clash
                && !(is_told(&candidates[index]) && is_told(&candidates[keeper]))
            {
                let (one, other) = (&candidates[index], &candidates[keeper]);
                let message = format!("two alternatives are called `{}`", one.name);
                let diagnostic = Diagnostic::new(Code::NameClash, one.pointer.clone(), message);
                self.report.push(
                    diagnostic
                        .label(format!("becomes `{}`", name.name))
                        .also(other.pointer.clone(), "keeps the name")
                        .hint("a `title` names an alternative"),
                );
            }
        }
        candidates
            .into_iter()
            .zip(resolved)
            .map(|(candidate, name)| Arm {
                name: VariantName::new(name.name),
                ty: candidate.ty,
                boxed: false,
                docs: candidate.docs,
                pointer: candidate.pointer,
            })
            .collect()
    }
}
