//! Sentences that several formats share.

use crate::finding::{Finding, Owner, Place, Rust};
use crate::rules::NOTHING;
use crate::surface::{Change, ItemKind};
use crate::{Comparison, Noise, Provider};

/// The verdict of a provider: `kathan: MAJOR needed (0.4.2 → 0.5.0), 2 breaking on the wire, 3 in Rust, 7 additive`.
pub(super) fn verdict(provider: &Provider) -> String {
    let bump = &provider.bump;
    let mut line = format!("{}: ", provider.name);
    match (bump.needed, &bump.base, &bump.head, &bump.least) {
        (_, Some(base), None, _) => line.push_str(&format!("removed (it was {base})")),
        (_, None, Some(head), _) => line.push_str(&format!("new ({head})")),
        (Rust::None, ..) => line.push_str("no release needed"),
        (needed, Some(base), _, Some(least)) => {
            line.push_str(&format!("{} needed ({base} → {least})", needed.as_str().to_uppercase()));
        }
        (needed, ..) => line.push_str(&format!("{} needed", needed.as_str().to_uppercase())),
    }
    let counts = [
        (provider.on_the_wire(), "breaking on the wire"),
        (provider.in_rust(), "in Rust"),
        (provider.warnings(), "to check"),
        (provider.additive(), "additive"),
    ];
    for (index, (count, what)) in counts.into_iter().enumerate() {
        if count > 0 || index != 2 {
            line.push_str(&format!(", {count} {what}"));
        }
    }
    let version = bump
        .head
        .as_ref()
        .filter(|head| bump.base.as_ref().is_some_and(|base| base != *head));
    let version = version
        .filter(|_| bump.enough)
        .map(|head| format!("`info.version` is {head}"));
    let short = bump.head.as_ref().filter(|_| !bump.enough);
    let short = short.map(|head| format!("`info.version` is {head}, which is too small"));
    let open = match provider.open() {
        0 => None,
        1 => Some("1 break on the wire is not accepted".to_owned()),
        open => Some(format!("{open} breaks on the wire are not accepted")),
    };
    let said: Vec<String> = [version, short, open].into_iter().flatten().collect();
    if !said.is_empty() {
        let mark = if provider.passes() { '✓' } else { '✗' };
        line.push_str(&format!("; {} {mark}", said.join("; ")));
    }
    line
}

/// The edit that a version which is too small needs: ``set `info.version` to 0.5.0 at specs/kathan.yaml:4:12``.
pub(super) fn edit(provider: &Provider) -> Option<String> {
    let bump = &provider.bump;
    let version = bump.least.as_ref().or(bump.base.as_ref()).filter(|_| !bump.enough)?;
    let at = provider.version.as_ref().map(|place| format!(" at {}", at(place)));
    Some(format!("set `info.version` to {version}{}", at.unwrap_or_default()))
}

/// What has to be done before the change can go in; `None` where nothing has.
pub(super) fn demand(provider: &Provider) -> Option<String> {
    let breaks = match provider.open() {
        0 => None,
        1 => Some("undo the break on the wire, or accept it by its fingerprint".to_owned()),
        open => Some(format!(
            "undo the {open} breaks on the wire, or accept them by their fingerprints"
        )),
    };
    let breaks = breaks.map(|breaks| format!("{breaks} in `accepted-breaks.toml`"));
    let both: Vec<String> = [edit(provider), breaks].into_iter().flatten().collect();
    (!both.is_empty()).then(|| format!("{}: {}", provider.name, both.join("; ")))
}

/// How many files of a side are named.
const FILES: usize = 4;

/// What was compared: `base: specs/kathan.yaml of main (3c52ef0b9f11)` and the same of the head.
pub(super) fn origins(comparison: &Comparison) -> [String; 2] {
    [("base", &comparison.base), ("head", &comparison.head)].map(|(side, origin)| {
        let mut files = origin.files.iter().take(FILES).cloned().collect::<Vec<_>>().join(", ");
        if origin.files.len() > FILES {
            files.push_str(&format!(" and {} more", origin.files.len() - FILES));
        }
        let revision = origin.revision.as_ref().map(|revision| {
            let short = revision.commit.get(..12).unwrap_or(&revision.commit);
            format!(" of {} ({short})", revision.asked)
        });
        format!("{side}: {files}{}", revision.unwrap_or_default())
    })
}

/// The note on a generator that changed while its documents did not; empty otherwise.
pub(super) fn generator(provider: &Provider) -> Option<&'static str> {
    let is_generator = |finding: &Finding| finding.ruling().rule == "generator-changed";
    let any = provider.findings.iter().any(is_generator);
    (any && provider.same_document)
        .then_some("The documents are equal; the generator writes other code. Only the Rust side is shown.")
}

/// `12 edits with no effect: 9 of prose, 2 of examples, 1 schema moved`; `None` where there is none.
pub(super) fn noise(noise: &Noise) -> Option<String> {
    let parts = [
        (noise.prose, "of prose"),
        (noise.examples, "of examples"),
        (noise.extensions, "of extensions"),
        (noise.moved, "of schemas put into or taken out of the components"),
        (
            noise.spelling,
            "of spelling alone (order, syntax, or version of OpenAPI)",
        ),
        (noise.other, "of parts that neither clients nor code see"),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let edits = if noise.total() == 1 { "edit" } else { "edits" };
    (noise.total() > 0).then(|| format!("{} {edits} with no effect: {}", noise.total(), parts.join(", ")))
}

/// Values of a list that are shown of one finding.
const VALUES: usize = 5;

/// `required → optional`; `None` where nothing is said.
pub(super) fn change(finding: &Finding) -> Option<String> {
    let short = |text: &String| match finding.pieces {
        pieces if pieces > VALUES + 1 => {
            let values: Vec<&str> = text.split(", ").take(VALUES).collect();
            format!("{} and {} more", values.join(", "), pieces - VALUES)
        }
        _ => text.clone(),
    };
    match (finding.old.as_ref().map(short), finding.new.as_ref().map(short)) {
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("− {old}")),
        (None, Some(new)) => Some(format!("+ {new}")),
        (None, None) => None,
    }
}

/// What callers do; `None` where they need not do anything.
pub(super) fn advice(finding: &Finding) -> Option<&'static str> {
    Some(finding.ruling().advice).filter(|advice| *advice != NOTHING)
}

/// `specs/kathan.yaml:120:9`, and the side where that is not the head.
pub(super) fn place(finding: &Finding) -> Option<String> {
    let side = if finding.head.is_none() { " (base)" } else { "" };
    Some(format!("{}{side}", at(finding.place()?)))
}

/// `specs/kathan.yaml:120:9`.
fn at(Place { file, line, column, .. }: &Place) -> String {
    format!("{file}:{line}:{column}")
}

/// `breaking on the wire, major in Rust`.
pub(super) fn verdicts(finding: &Finding) -> String {
    format!(
        "{} on the wire, {} in Rust",
        finding.wire().as_str(),
        rust(finding.rust)
    )
}

/// The verdict in Rust.
pub(super) fn rust(rust: Rust) -> &'static str {
    match rust {
        Rust::None => "no change",
        other => other.as_str(),
    }
}

/// The subject with its owner: `Call.note`, `PATCH /calls/{id}: body: note`.
pub(super) fn full_subject(finding: &Finding) -> String {
    match (&finding.owner, finding.subject.as_str()) {
        (Owner::Document, "") => "document".to_owned(),
        (Owner::Document, subject) => subject.to_owned(),
        (owner, "") => owner.label(),
        (Owner::Component { .. }, subject) => format!("{}.{subject}", finding.owner.label()),
        (owner, subject) => format!("{} {subject}", owner.label()),
    }
}

/// Items of the surface that are shown of one finding.
const SHOWN: usize = 4;

/// The public items that change, before and after as in a unified diff; what callers write first.
pub(super) fn signatures(finding: &Finding) -> Vec<String> {
    if finding.surface.is_empty() {
        return finding.item.iter().map(|item| format!(" {item}")).collect();
    }
    let is_shipped = |change: &&Change| !change.testing;
    let any_shipped = finding.surface.iter().any(|change| !change.testing);
    let changes = finding
        .surface
        .iter()
        .filter(|change| !any_shipped || is_shipped(change));
    let mut changes: Vec<&Change> = changes.collect();
    changes.sort_by_key(|change| !is_called(change));
    let mut lines = Vec::new();
    let renamed = changes.first().and_then(|first| renamed(first, &changes));
    if let (Some(first), Some(other)) = (changes.first().copied(), renamed) {
        changes.retain(|change| *change != first && *change != other);
        lines.extend(first.before.iter().map(|line| format!("-{line}")));
        lines.extend(other.after.iter().map(|line| format!("+{line}")));
        if !changes.is_empty() {
            lines.push(format!(" and {} more items that are named after it", changes.len()));
        }
        return lines;
    }
    for change in changes.iter().take(SHOWN) {
        if change.before == change.after {
            lines.push(format!(" {}", change.line()));
            continue;
        }
        lines.extend(change.before.iter().map(|line| format!("-{line}")));
        lines.extend(change.after.iter().map(|line| format!("+{line}")));
    }
    if changes.len() > SHOWN {
        lines.push(format!(" and {} more items", changes.len() - SHOWN));
    }
    lines
}

/// What came in the place of an item that went.
pub(super) fn renamed<'a>(gone: &Change, changes: &[&'a Change]) -> Option<&'a Change> {
    let is_new = |change: &&&Change| change.kind == gone.kind && change.before.is_none();
    changes.iter().find(is_new).copied().filter(|_| gone.after.is_none())
}

/// Whether an item is a constructor or a method of the client.
fn is_called(change: &Change) -> bool {
    change.kind == ItemKind::Function && (change.path.ends_with("::new") || change.path.contains("::Client::"))
}
