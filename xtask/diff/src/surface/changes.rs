//! What differs between two surfaces, and the bump that it asks for ("SemVer Compatibility" of the Cargo book).

use super::{Item, ItemKind, Key, Surface};
use crate::finding::Rust;

/// One changed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path: `kathan::models::UpdateCallRequest::label`.
    pub path: String,
    /// What kind of item it is.
    pub kind: ItemKind,
    /// Its line before; `None` where it is new.
    pub before: Option<String>,
    /// Its line after; `None` where it is gone.
    pub after: Option<String>,
    /// What it does to code.
    pub rust: Rust,
    /// Whether it is there with the feature `testing` only.
    pub testing: bool,
    /// The names of the arguments that differ.
    pub arguments: Vec<String>,
}

impl Change {
    /// The change in one line: `path: Option<String> → Patch<String>`.
    pub fn line(&self) -> String {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before == after => format!("{before} (other attributes or types)"),
            (Some(before), Some(after)) => match (before.split_once(&self.path), after.split_once(&self.path)) {
                (Some((mark, _)), Some((other, rest))) if mark == other => {
                    format!("{before} → {}", rest.trim_start_matches([':', ' ']))
                }
                _ => format!("{before} → {after}"),
            },
            (Some(before), None) => format!("− {before}"),
            (None, Some(after)) => format!("+ {after}"),
            (None, None) => self.path.clone(),
        }
    }
}

/// The changes, by path.
pub fn compare(base: &Surface, head: &Surface) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, old) in &base.items {
        match head.items.get(key) {
            None => changes.push(change(key, Some(old), None, removed(old))),
            Some(new) => changes.extend(changed(key, old, new, head)),
        }
    }
    for (key, new) in &head.items {
        if !base.items.contains_key(key) {
            changes.push(change(key, None, Some(new), added(base, key)));
        }
    }
    changes.sort_by(|a, b| (&a.path, a.kind).cmp(&(&b.path, b.kind)));
    changes
}

/// Constructors behind `testing` follow the documents: what they take is no promise to code that is shipped.
fn removed(old: &Item) -> Rust {
    if old.testing { Rust::Minor } else { Rust::Major }
}

fn added(base: &Surface, (path, kind): &Key) -> Rust {
    let whole = path.rsplit_once("::").map(|(whole, _)| whole.to_owned());
    let is_closed = |kind: ItemKind| {
        let whole = whole.clone().and_then(|path| base.items.get(&(path, kind)));
        whole.is_some_and(|item| !item.open)
    };
    match kind {
        // Who matches on the enum has a branch for others only where it is non-exhaustive.
        ItemKind::Variant if is_closed(ItemKind::Enum) => Rust::Major,
        // Who writes or takes apart the struct names all fields unless it is non-exhaustive.
        ItemKind::Field if is_closed(ItemKind::Struct) => Rust::Major,
        _ => Rust::Minor,
    }
}

fn changed(key: &Key, old: &Item, new: &Item, head: &Surface) -> Option<Change> {
    let widened = key.1 == ItemKind::Function && is_widened(old, new, head);
    let differs = old.exact != new.exact || reordered(old, new) || replaced(old, new) || needs(old, new);
    let rust = if old.testing == new.testing && widened || old.testing && (differs || !new.testing) {
        Rust::Minor
    } else if differs || (new.testing && !old.testing) || (new.open && !old.open) {
        Rust::Major
    } else if old.open != new.open || (new.deprecated && !old.deprecated) {
        Rust::Minor
    } else if old.deprecated != new.deprecated || needs(new, old) {
        Rust::Patch
    } else {
        return None;
    };
    Some(change(key, Some(old), Some(new), rust))
}

/// Whether a function takes all that it took: an argument of type `T` became `impl Into<U>`, and `U` is made from `T`.
fn is_widened(old: &Item, new: &Item, head: &Surface) -> bool {
    let frame = |item: &Item| {
        let types: Vec<&str> = item.arguments.iter().map(|(_, ty)| ty.as_str()).collect();
        item.exact.replacen(&types.join(", "), "…", 1)
    };
    let takes = |((name, old), (other, new)): (&(String, String), &(String, String))| {
        let into = new.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>'));
        name == other && (old == new || into.is_some_and(|into| into == old || is_made_from(head, into, old)))
    };
    old.exact != new.exact
        && old.arguments.len() == new.arguments.len()
        && frame(old) == frame(new)
        && old.arguments.iter().zip(&new.arguments).all(takes)
}

/// Whether `impl From<from> for to` is there.
fn is_made_from(surface: &Surface, to: &str, from: &str) -> bool {
    let last = |path: &str| path.rsplit("::").next().unwrap_or_default().to_owned();
    surface.items.keys().any(|(path, kind)| {
        let parts = path.split_once(" as From<").filter(|_| *kind == ItemKind::Trait);
        parts.is_some_and(|(of, source)| last(of) == last(to) && last(source.trim_end_matches('>')) == last(from))
    })
}

/// Whether arguments changed places: code that compiles may mean something else then.
fn reordered(old: &Item, new: &Item) -> bool {
    let names = |item: &Item| -> Vec<String> { item.arguments.iter().map(|(name, _)| name.clone()).collect() };
    let (old, new) = (names(old), names(new));
    let sorted = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    old != new && sorted(&old) == sorted(&new)
}

/// Whether a client has no base URL of its own any more, so that what builds it fails.
fn needs(old: &Item, new: &Item) -> bool {
    old.needs_base_url == Some(false) && new.needs_base_url == Some(true)
}

/// Whether an argument is another one on the wire: code that compiles sends what it has as something else.
fn replaced(old: &Item, new: &Item) -> bool {
    let known = |(old, new): (&Option<String>, &Option<String>)| old.is_some() && new.is_some() && old != new;
    old.sent.iter().zip(&new.sent).any(known)
}

fn change((path, kind): &Key, old: Option<&Item>, new: Option<&Item>, rust: Rust) -> Change {
    Change {
        path: path.clone(),
        kind: *kind,
        before: old.map(line),
        after: new.map(line),
        rust,
        testing: old.or(new).is_some_and(|item| item.testing) && new.or(old).is_some_and(|item| item.testing),
        arguments: arguments(old, new),
    }
}

fn line(item: &Item) -> String {
    let marks = [
        (item.open, "#[non_exhaustive] "),
        (item.deprecated, "#[deprecated] "),
        (item.testing, "#[cfg(feature = \"testing\")] "),
        (item.needs_base_url == Some(true), "(after `base_url`) "),
    ];
    let marks: String = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
    format!("{marks}{}", item.line)
}

/// The names of arguments that one side does not have, or has with another type.
fn arguments(old: Option<&Item>, new: Option<&Item>) -> Vec<String> {
    let (Some(old), Some(new)) = (old, new) else {
        return Vec::new();
    };
    let differ = |of: &Item, other: &Item| -> Vec<String> {
        let missing = of
            .arguments
            .iter()
            .filter(|argument| !other.arguments.contains(argument));
        missing.map(|(name, _)| name.clone()).collect()
    };
    let mut names = [differ(old, new), differ(new, old)].concat();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::parsed;

    /// What a change of one argument asks for.
    fn verdict(base: &str, head: &str) -> Vec<Rust> {
        let surface = |argument: &str| {
            let text = format!(
                "pub enum Mode {{ Warm }} impl From<&str> for Mode {{}} impl From<String> for Mode {{}} \
                 pub struct Change; impl Change {{ pub fn mode(self, mode: {argument}) -> Self {{}} }}"
            );
            parsed("acme", &[("acme-models/src/change.rs".to_owned(), text)]).unwrap()
        };
        let changes = compare(&surface(base), &surface(head));
        changes.iter().map(|change| change.rust).collect()
    }

    #[test]
    fn what_is_converted_takes_all_that_was_taken() {
        for (base, head, rust) in [
            ("Mode", "impl Into<Mode>", Rust::Minor),
            ("String", "impl Into<Mode>", Rust::Minor),
            ("impl Into<Mode>", "Mode", Rust::Major),
            // A `char` is text too, and no mode.
            ("impl Into<String>", "impl Into<Mode>", Rust::Major),
            // A slice becomes a list, but its items are references.
            (
                "impl Into<Vec<Mode>>",
                "impl IntoIterator<Item = impl Into<Mode>>",
                Rust::Major,
            ),
        ] {
            assert_eq!(verdict(base, head), [rust], "{base} → {head}");
        }
    }
}
