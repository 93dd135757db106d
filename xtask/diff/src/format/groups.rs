//! Findings by the methods of the client that they reach, as callers look for them.
//!
//! In: the findings of a provider. Out: groups with their headings, what breaks first, then in the order of the document.

use crate::Provider;
use crate::finding::{Finding, Owner};

/// Findings that reach the same methods.
pub(super) struct Group<'a> {
    /// `client.list_calls, client.get_call`, or what else they belong to.
    pub(super) heading: String,
    pub(super) findings: Vec<&'a Finding>,
}

/// Methods that a heading names.
const NAMED: usize = 6;

/// The groups of some findings.
pub(super) fn groups<'a>(provider: &Provider, findings: impl Iterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for finding in findings {
        let heading = heading(finding);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group {
                heading,
                findings: vec![finding],
            }),
        }
    }
    let position = |group: &Group<'_>| {
        let first = group.findings[0].operations.first();
        let position = first.and_then(|label| provider.operations.iter().position(|other| other == label));
        position.unwrap_or(usize::MAX)
    };
    groups.sort_by_key(|group| {
        (
            !group.findings.iter().any(|finding| finding.is_breaking()),
            position(group),
        )
    });
    groups
}

fn heading(finding: &Finding) -> String {
    match (finding.methods.as_slice(), &finding.owner) {
        ([], Owner::Document) => "the whole API".to_owned(),
        // The name of a schema is no operation's.
        ([], Owner::Component { section, name }) if section == "schemas" => format!("schema {name}"),
        ([], owner) => owner.label(),
        ([method], Owner::Operation { label, .. }) if method != label => format!("{method} · {label}"),
        (methods, _) if methods.len() <= NAMED => methods.join(", "),
        (methods, _) => format!("{} and {} more", methods[..NAMED].join(", "), methods.len() - NAMED),
    }
}
