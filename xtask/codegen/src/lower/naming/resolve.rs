//! Clashes of names: which of several items with the same Rust name keeps it.
//!
//! In: the claims on the names of one namespace. Out: names that are unique. What an item that clashes becomes depends on
//! the items of that clash alone, so that adding something elsewhere renames nothing.

use std::collections::{HashMap, HashSet};

use super::claims::{Case, Claim};
use super::names;

/// A resolved name, and whether it had to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// The unique name.
    pub name: String,
    /// Whether it is another one than was wanted.
    pub gave_way: bool,
    /// Index of the claim that kept that, if it is none of those that were named before.
    pub keeper: Option<usize>,
}

/// Makes the names of claims unique, also among those that are taken.
pub(super) fn resolve(claims: &[Claim], case: Case, is_taken: &dyn Fn(&str) -> bool) -> Vec<Resolved> {
    let mut out = by_rank(claims);
    let wanted: Vec<String> = out.iter().map(|resolved| resolved.name.clone()).collect();
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, name) in wanted.iter().enumerate() {
        groups.entry(name).or_default().push(index);
    }
    let mut moved: Vec<usize> = Vec::new();
    for (name, members) in &groups {
        let keeper = (!is_taken(name)).then(|| keeper(claims, &out, members));
        for &member in members.iter().filter(|&&member| Some(member) != keeper) {
            out[member].keeper = out[member].keeper.or(keeper);
            out[member].gave_way = true;
            moved.push(member);
        }
    }
    // Whose turn it is depends on the items and not on their order.
    moved.sort_by_key(|&member| &claims[member].identity);
    let apart: Vec<Vec<String>> = moved
        .iter()
        .map(|&member| told_apart(&claims[member], &wanted[member], case))
        .collect();
    let mut claimed: HashMap<&str, usize> = groups.keys().map(|name| (*name, 1)).collect();
    apart
        .iter()
        .flatten()
        .for_each(|name| *claimed.entry(name).or_default() += 1);
    // A name that two items would get goes to neither.
    let is_free = |name: &String| claimed.get(name.as_str()) == Some(&1) && !is_taken(name);
    let mut used: HashSet<String> = claimed.keys().map(|name| (*name).to_owned()).collect();
    for (&member, names) in moved.iter().zip(&apart) {
        out[member].name = match names.iter().find(|name| is_free(name)) {
            Some(name) => name.clone(),
            None => by_mark(&claims[member], &wanted[member], case, &|name| {
                used.contains(name) || is_taken(name)
            }),
        };
        used.insert(out[member].name.clone());
    }
    out
}

/// The names that claims want once each has given way to those of a lower rank.
fn by_rank(claims: &[Claim]) -> Vec<Resolved> {
    let mut lowest: HashMap<&str, u8> = HashMap::new();
    for (claim, second) in claims.iter().filter_map(|claim| Some((claim, claim.second.as_ref()?))) {
        let rank = lowest.entry(&claim.name).or_insert(second.rank);
        *rank = second.rank.min(*rank);
    }
    let gives_way = |claim: &Claim| {
        let second = claim.second.as_ref()?;
        let rank = lowest.get(claim.name.as_str()).filter(|rank| **rank < second.rank)?;
        let keeps = |other: &Claim| other.second.as_ref().is_some_and(|second| second.rank == *rank);
        let beside = || claims.iter().enumerate().filter(|(_, other)| other.name == claim.name);
        let (keeper, _) = beside()
            .filter(|(_, other)| keeps(other))
            .min_by_key(|(index, other)| (other.wire != claim.wire, *index))?;
        Some(Resolved {
            name: second.name.clone(),
            gave_way: true,
            keeper: Some(keeper),
        })
    };
    let alone = |claim: &Claim| Resolved {
        name: claim.name.clone(),
        gave_way: false,
        keeper: None,
    };
    claims
        .iter()
        .map(|claim| gives_way(claim).unwrap_or_else(|| alone(claim)))
        .collect()
}

/// The member that keeps the name: chosen before made, spelled exactly so before others, else the smallest wire name.
fn keeper(claims: &[Claim], wanted: &[Resolved], members: &[usize]) -> usize {
    let rank = |&&member: &&usize| {
        let (item, wanted) = (&claims[member], &wanted[member]);
        (
            !item.chosen || wanted.keeper.is_some(),
            item.wire != names::bare(&wanted.name),
            item.wire.clone(),
            item.identity.clone(),
        )
    };
    *members.iter().min_by_key(rank).unwrap_or(&members[0])
}

/// The names that tell an item apart by what it is, or by how it is spelled, where that says something.
fn told_apart(item: &Claim, wanted: &str, case: Case) -> Vec<String> {
    if !item.disambiguators.is_empty() {
        return item.disambiguators.clone();
    }
    let word = names::distinction(&item.wire);
    (!word.is_empty())
        .then(|| join(wanted, &word, case))
        .into_iter()
        .collect()
}

/// A name that is told apart by a mark of what the item is.
fn by_mark(item: &Claim, wanted: &str, case: Case, is_used: &dyn Fn(&str) -> bool) -> String {
    let mut mark = names::mark(&item.identity);
    loop {
        let name = join(wanted, &mark, case);
        if !is_used(&name) {
            return name;
        }
        mark = format!("{mark}{}", names::mark(&mark));
    }
}

fn join(name: &str, word: &str, case: Case) -> String {
    match case {
        Case::Camel => format!(
            "{name}{}{}",
            word[..word.len().min(1)].to_uppercase(),
            &word[word.len().min(1)..]
        ),
        Case::Constant => join(name, word, Case::Snake).to_uppercase(),
        Case::Snake => {
            let mut joined = names::stem(name).to_owned();
            for (index, c) in word.chars().enumerate() {
                if index == 0 || c.is_ascii_uppercase() {
                    joined.push('_');
                }
                joined.push(c.to_ascii_lowercase());
            }
            joined
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Pointer;

    fn names_of(items: &[(&str, &str)], case: Case) -> Vec<String> {
        let claims: Vec<Claim> = items
            .iter()
            .map(|(name, wire)| Claim::new(*name, *wire, Pointer::default()))
            .collect();
        resolve(&claims, case, &|_| false)
            .into_iter()
            .map(|resolved| resolved.name)
            .collect()
    }

    #[test]
    fn without_a_clash_nothing_changes() {
        assert_eq!(names_of(&[("A", "a"), ("B", "b")], Case::Camel), ["A", "B"]);
    }

    #[test]
    fn the_exact_spelling_keeps_the_name() {
        assert_eq!(
            names_of(&[("foo_bar", "foo-bar"), ("foo_bar", "foo_bar")], Case::Snake),
            ["foo_bar_dash", "foo_bar"]
        );
        assert_eq!(
            names_of(&[("foo_bar", "FOO_BAR"), ("foo_bar", "foo_bar")], Case::Snake),
            ["foo_bar_upper_underscore", "foo_bar"]
        );
        assert_eq!(
            names_of(&[("Asc", "asc"), ("Asc", "ASC"), ("Asc", "Asc")], Case::Camel),
            ["AscLower", "AscUpper", "Asc"]
        );
    }

    #[test]
    fn names_of_two_clashes_do_not_meet() {
        let items = [
            ("FooUpper", "foo_upper"),
            ("FooUpper", "foo-upper"),
            ("Foo", "foo"),
            ("Foo", "FOO_"),
        ];
        let out = names_of(&items, Case::Camel);
        assert_eq!(out.iter().collect::<HashSet<_>>().len(), out.len(), "{out:?}");
    }

    #[test]
    fn the_order_of_the_items_does_not_matter() {
        let forth = names_of(&[("A", "a"), ("A", "a!"), ("A", "a?")], Case::Camel);
        let back = names_of(&[("A", "a?"), ("A", "a!"), ("A", "a")], Case::Camel);
        assert_eq!(forth, back.into_iter().rev().collect::<Vec<_>>());
    }

    #[test]
    fn names_are_unique_and_do_not_meet_others() {
        let out = names_of(
            &[("A", "a"), ("A", "A"), ("ALower", "a_lower"), ("A", "a-"), ("A", "-a")],
            Case::Camel,
        );
        let unique: HashSet<_> = out.iter().collect();
        assert_eq!(unique.len(), out.len(), "{out:?}");
        assert_eq!(out[2], "ALower");
    }
}
