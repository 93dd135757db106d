//! The rules by family and by folder.

use std::collections::BTreeMap;

use callspec_diff::finding::Direction;
use callspec_diff::rules::{self, Family};

/// The families with each direction that they judge.
pub(crate) fn sided() -> impl Iterator<Item = (&'static Family, Option<Direction>)> {
    let sides = |family: &'static Family| {
        let directions = family.judgements.iter().map(|judgement| judgement.direction);
        directions.map(move |direction| (family, direction))
    };
    rules::families().iter().copied().flat_map(sides)
}

/// The folders that have to be there, with the rules that each has to show.
pub(crate) fn by_folder() -> BTreeMap<String, Vec<String>> {
    sided()
        .map(|(family, direction)| (family.folder(direction), family.rules(direction)))
        .collect()
}
