//! Names of the components that bundling adds.
//!
//! In: the targets and the root document's own components. Out: one name per target. A target is called after
//! the last token of its pointer, or after its file where it is a whole file. Where that clashes, every
//! clashing target is called after file and token, then after path and pointer: the result depends on what
//! clashes and not on the order in which it was found.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexSet;
use serde_json::Value;

use super::bundle::Target;
use crate::ir::Pointer;
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};
use crate::source::Source;

/// The name of each target.
pub(super) type Names = HashMap<Target, String>;

/// Names the targets.
pub(super) fn name(targets: &IndexSet<Target>, root: &Value, source: &Source, report: &mut Report) -> Names {
    let mut sorted: Vec<_> = targets.iter().collect();
    sorted.sort();
    let mut levels = vec![0; sorted.len()];
    loop {
        let mut users = BTreeMap::<(&str, String), Vec<usize>>::new();
        for (index, target) in sorted.iter().enumerate() {
            users
                .entry((target.section, candidate(source, target, levels[index], index)))
                .or_default()
                .push(index);
        }
        let mut changed = false;
        for ((section, name), clashing) in &users {
            let in_root = pointer::join(&format!("/components/{section}"), name);
            let taken = root.pointer(&in_root).is_some();
            if taken || clashing.len() > 1 {
                warn(
                    source,
                    report,
                    name,
                    clashing.iter().map(|&index| sorted[index]),
                    taken.then_some(in_root),
                );
                for &index in clashing {
                    levels[index] += 1;
                }
                changed = true;
            }
        }
        if !changed {
            let named = sorted.into_iter().zip(levels).enumerate();
            return named
                .map(|(index, (target, level))| (target.clone(), candidate(source, target, level, index)))
                .collect();
        }
    }
}

fn warn<'a>(
    source: &Source,
    report: &mut Report,
    name: &str,
    clashing: impl Iterator<Item = &'a Target>,
    in_root: Option<String>,
) {
    let mut places = clashing.filter_map(|target| source.locate_in(target.file, &target.pointer, true));
    let Some(first) = places.next() else { return };
    let message = format!("several components would be called `{name}`");
    let mut diagnostic = Diagnostic::new(Code::BundledName, Pointer::default(), message).span(first);
    if let Some(own) = in_root.and_then(|own| source.locate_in(0, &own, true)) {
        diagnostic = diagnostic.also_span(own, "the document's own");
    }
    diagnostic = places.fold(diagnostic, |diagnostic, place| diagnostic.also_span(place, "and this"));
    report.push(diagnostic.hint("those of other files are named after their file as well"));
}

/// The name of a target, the longer the higher the level.
fn candidate(source: &Source, target: &Target, level: usize, index: usize) -> String {
    let path = source.relative_name(target.file);
    let path = path.as_str();
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = |name: &str| {
        name.rsplit_once('.')
            .map_or(name.to_owned(), |(stem, _)| stem.to_owned())
    };
    let token = pointer::segments(&target.pointer).last();
    let name = match (level, token) {
        (0, Some(token)) => token.into_owned(),
        (0, None) => stem(file),
        (1, Some(token)) => format!("{}_{token}", stem(file)),
        (1, None) => stem(path),
        (_, token) => {
            let whole = stem(path) + if token.is_some() { &target.pointer } else { "" };
            // Paths that differ only in signs which a name cannot have: numbers end that for certain.
            if level == 2 {
                whole
            } else {
                format!("{whole}_{index}_{level}")
            }
        }
    };
    component_name(&name)
}

/// A text as a component's name (OpenAPI 3.0 §4.7.7: `^[a-zA-Z0-9.\-_]+$`).
fn component_name(text: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = text.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    if name.is_empty() { "_".to_owned() } else { name }
}
