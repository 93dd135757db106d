//! What only receivers of webhooks need. In: all types. Out: those that nothing else holds, and that no file shares with others.

use std::collections::HashSet;

use crate::ir::{Choice, TypeId};
use crate::lower::models::draft::{Draft, Shape};
use crate::lower::naming::names;
use crate::lower::settle::superseded::mentioned;

/// The types that are compiled for receivers of webhooks alone; none where there are no events to receive.
pub(super) fn told(types: &[Draft], used: &HashSet<TypeId>) -> HashSet<TypeId> {
    let ids = || (0..types.len()).map(TypeId::new);
    if !types.iter().any(is_events) {
        return HashSet::new();
    }
    let mut told: HashSet<TypeId> = ids()
        .filter(|id| types[id.index()].told && !used.contains(id))
        .collect();
    loop {
        // What others hold, or stand beside in a file, is there for everybody.
        let mut kept = HashSet::new();
        let others = || ids().filter(|id| !told.contains(id)).map(|id| &types[id.index()]);
        others().for_each(|draft| mentioned(&draft.shape, &mut kept));
        let homes: HashSet<String> = others().map(|draft| names::module_name(&draft.home)).collect();
        let is_beside = |id: &TypeId| homes.contains(&names::module_name(&types[id.index()].home));
        let before = told.len();
        // Events have a file of their own, whatever its name is in the end.
        told.retain(|id| is_events(&types[id.index()]) || !kept.contains(id) && !is_beside(id));
        if told.len() == before {
            return told;
        }
    }
}

fn is_events(draft: &Draft) -> bool {
    let Shape::Union { choice, .. } = &draft.shape else {
        return false;
    };
    matches!(choice, Choice::Event { .. })
}
