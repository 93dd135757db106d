//! What depends on all types together. In: the drafts of all types, and what uses them. Out: the types of the IR.

mod attributes;
mod boxes;
mod files;
mod initial;
mod operations;
mod rings;
mod superseded;
mod tags;
mod told;
mod tuples;
mod types;

use crate::ir::{self, TypeDef};
use crate::lower::models::types::Made;
use crate::lower::models::weakened;
use crate::lower::operations::draft::Group;
use crate::report::Report;

use boxes::Boxes;

/// Settles what depends on all types together: makes the types, and the operations that use them.
pub(crate) fn settle(made: Made, groups: Vec<Group<'_>>, report: &mut Report) -> (Vec<TypeDef>, Vec<ir::Group>) {
    let Made {
        mut drafts,
        claims,
        superseded,
    } = made;
    for index in rings::break_alias_rings(&mut drafts) {
        let why = "a schema that is nothing but itself has no end";
        report.push(weakened(&claims[index].pointer, why));
    }
    for index in tuples::break_rings(&mut drafts) {
        let why = "a tuple that holds itself is a list of any JSON";
        report.push(weakened(&claims[index].pointer, why));
    }
    let hidden = superseded::unused(&superseded, &drafts, &groups);
    tags::settle(&mut drafts, &hidden);
    attributes::settle(&mut drafts);
    let boxes = Boxes::of(&drafts);
    let told = told::told(&drafts, &superseded::held(&groups));
    let groups = operations::complete(groups, &drafts, &boxes, report);
    let with_files = files::with_files(&drafts);
    let settled = types::Settled {
        hidden,
        told,
        boxes,
        with_files,
    };
    (types::complete(&drafts, claims, &settled, report), groups)
}
