//! What depends on all types together. In: the drafts of all types, and what uses them. Out: the types of the IR.

mod boxes;
mod files;
mod initial;
mod rings;
mod superseded;
mod tags;
mod types;

use crate::ir::{Group, TypeDef};
use crate::lower::models::types::Made;
use crate::lower::models::weakened;
use crate::report::Report;

use boxes::Boxes;

/// Settles what depends on all types together; `groups` are all that uses them.
pub(crate) fn settle(made: Made, groups: &mut [Group], report: &mut Report) -> Vec<TypeDef> {
    let Made {
        mut drafts,
        claims,
        superseded,
    } = made;
    for index in rings::break_alias_rings(&mut drafts) {
        let why = "a schema that is nothing but itself has no end";
        report.push(weakened(&claims[index].pointer, why));
    }
    let hidden = superseded::unused(&superseded, &drafts, groups);
    tags::settle(&mut drafts, &hidden);
    let boxes = Boxes::of(&drafts);
    boxes::box_large_contents(groups, &boxes);
    let with_files = files::with_files(&drafts);
    types::complete(
        &drafts,
        claims,
        &types::Settled {
            hidden,
            boxes,
            with_files,
        },
        report,
    )
}
