//! Clashes of names: which of several items with the same Rust name keeps it.
//!
//! In: the wanted names of the items of one scope. Out: names that are unique. What an item that clashes becomes
//! depends on the items of that clash alone, so that adding something elsewhere renames nothing.

use std::collections::{HashMap, HashSet};

use super::names;

/// One item that wants a name.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// The Rust name it would have alone.
    pub name: String,
    /// The text it was made of.
    pub wire: String,
    /// A text that no other item of the scope has.
    pub identity: String,
    /// Whether a person chose the name (a component, an `x-rust-name`); it then goes before a made one.
    pub chosen: bool,
    /// What it is called where another item has its name and the text it was made of does not tell them apart.
    pub told: Option<String>,
}

/// How a scope joins a name and the word that sets it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// `CallStatus` + `Upper`.
    Camel,
    /// `call_status` + `_upper`.
    Snake,
}

/// A resolved name, and whether it had to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resolved {
    /// The unique name.
    pub name: String,
    /// Index of the item that kept the wanted name, where this one had to change.
    pub clash: Option<usize>,
}

/// Makes the names of one scope unique.
pub(super) fn resolve(wanted: &[Wanted], case: Case) -> Vec<Resolved> {
    let mut groups: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, item) in wanted.iter().enumerate() {
        groups.entry(&item.name).or_default().push(index);
    }
    let mut out: Vec<Resolved> = wanted
        .iter()
        .map(|item| Resolved {
            name: item.name.clone(),
            clash: None,
        })
        .collect();
    let mut moved: Vec<usize> = Vec::new();
    for members in groups.values().filter(|members| members.len() > 1) {
        let keeper = keeper(wanted, members);
        for &member in members.iter().filter(|&&member| member != keeper) {
            out[member].clash = Some(keeper);
            moved.push(member);
        }
    }
    // Whose turn it is depends on the items and not on their order.
    moved.sort_by_key(|&member| &wanted[member].identity);
    let spelled: Vec<Option<String>> = moved.iter().map(|&member| by_spelling(&wanted[member], case)).collect();
    let mut claims: HashMap<&str, usize> = groups.keys().map(|name| (*name, 1)).collect();
    spelled
        .iter()
        .flatten()
        .for_each(|name| *claims.entry(name).or_default() += 1);
    // A name that two items would get by their spelling goes to neither.
    let is_free = |name: &String| claims.get(name.as_str()) == Some(&1);
    let mut used: HashSet<String> = claims.keys().map(|name| (*name).to_owned()).collect();
    for (&member, name) in moved.iter().zip(&spelled) {
        out[member].name = match name.as_ref().filter(|name| is_free(name)) {
            Some(name) => name.clone(),
            None => by_mark(&wanted[member], case, &used),
        };
        used.insert(out[member].name.clone());
    }
    out
}

/// The member that keeps the name: chosen before made, spelled exactly so before others, else the smallest wire name.
fn keeper(wanted: &[Wanted], members: &[usize]) -> usize {
    let rank = |&&member: &&usize| {
        let item = &wanted[member];
        (
            !item.chosen,
            item.wire != item.name.trim_start_matches("r#"),
            item.wire.clone(),
            item.identity.clone(),
        )
    };
    *members.iter().min_by_key(rank).unwrap_or(&members[0])
}

/// A name that is told apart by what the item is, or by how it is spelled, where that says something.
fn by_spelling(item: &Wanted, case: Case) -> Option<String> {
    if item.told.is_some() {
        return item.told.clone();
    }
    let word = names::distinction(&item.wire);
    (!word.is_empty()).then(|| join(&item.name, &word, case))
}

/// A name that is told apart by a mark of what the item is.
fn by_mark(item: &Wanted, case: Case, used: &HashSet<String>) -> String {
    let mut mark = names::mark(&item.identity);
    loop {
        let name = join(&item.name, &mark, case);
        if !used.contains(&name) {
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
        Case::Snake => {
            let mut joined = name.trim_start_matches("r#").trim_end_matches('_').to_owned();
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

    fn wanted(items: &[(&str, &str)]) -> Vec<Wanted> {
        items
            .iter()
            .map(|(name, wire)| Wanted {
                name: (*name).to_owned(),
                wire: (*wire).to_owned(),
                identity: (*wire).to_owned(),
                chosen: true,
                told: None,
            })
            .collect()
    }

    fn names_of(items: &[(&str, &str)], case: Case) -> Vec<String> {
        resolve(&wanted(items), case)
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
