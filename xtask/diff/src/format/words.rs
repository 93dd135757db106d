//! Sentences that several formats share.

use crate::finding::{Finding, Owner, Place, Rust};
use crate::surface::Change;
use crate::{Noise, Provider};

/// The verdict of a provider: `kathan: MAJOR needed (0.4.2 → 0.5.0), 2 breaking on the wire, 3 in Rust, 7 additive`.
pub(super) fn verdict(provider: &Provider) -> String {
    let bump = &provider.bump;
    let mut line = format!("{}: ", provider.name);
    match (bump.needed, &bump.base, &bump.least) {
        (Rust::None, _, _) => line.push_str("no release needed"),
        (needed, Some(base), Some(least)) => {
            line.push_str(&format!("{} needed ({base} → {least})", needed.as_str().to_uppercase()));
        }
        (needed, _, _) => line.push_str(&format!("{} needed", needed.as_str().to_uppercase())),
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
    match (bump.enough, &bump.head) {
        (false, Some(head)) => line.push_str(&format!("; `info.version` is {head}, which is too small ✗")),
        (true, Some(head)) if bump.base.as_ref() != Some(head) => {
            line.push_str(&format!("; `info.version` is {head} ✓"));
        }
        _ => {}
    }
    line
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

/// The heading of what a finding belongs to: `PATCH /calls/{id} · update_call`.
pub(super) fn heading(owner: &Owner) -> String {
    match owner {
        Owner::Operation {
            label,
            method: Some(method),
        } => format!("{label} · {method}"),
        Owner::Operation { label, method: None } => label.clone(),
        Owner::Component { section, name } if section == "schemas" => format!("schema {name}"),
        Owner::Component { section, name } => format!("{section} {name}"),
        Owner::Document => "document".to_owned(),
    }
}

/// `reached by 3 operations and 1 webhook`, for what is shared.
pub(super) fn reach(finding: &Finding) -> Option<String> {
    if let (Owner::Operation { .. }, 0 | 1) | (_, 0) = (&finding.owner, finding.operations.len()) {
        return None;
    }
    let webhooks = finding.operations.iter().filter(|label| Owner::is_webhook(label));
    let webhooks = webhooks.count();
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        count => Some(format!("{count} {what}s")),
    };
    let operations = counted(finding.operations.len() - webhooks, "operation");
    let both: Vec<String> = [operations, counted(webhooks, "webhook")]
        .into_iter()
        .flatten()
        .collect();
    Some(format!("reached by {}", both.join(" and ")))
}

/// `required → optional`; `None` where nothing is said.
pub(super) fn change(finding: &Finding) -> Option<String> {
    match (&finding.old, &finding.new) {
        (Some(old), Some(new)) => Some(format!("{old} → {new}")),
        (Some(old), None) => Some(format!("− {old}")),
        (None, Some(new)) => Some(format!("+ {new}")),
        (None, None) => None,
    }
}

/// `specs/kathan.yaml:120:9`, and the side where that is not the head.
pub(super) fn place(finding: &Finding) -> Option<String> {
    let Place { file, line, column, .. } = finding.place()?;
    let side = if finding.head.is_none() { " (base)" } else { "" };
    Some(format!("{file}:{line}:{column}{side}"))
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

/// What changes in Rust, in one line: the gravest item, and what came in its place.
pub(super) fn surface(finding: &Finding) -> Option<String> {
    let first = finding.surface.first()?;
    let is_other = |other: &&Change| other.kind == first.kind && other.before.is_none() && other.after.is_some();
    match (&first.after, finding.surface.iter().find(is_other)) {
        (None, Some(other)) => Some(format!("{} → {}", first.path, other.path)),
        _ => Some(first.line()),
    }
}
