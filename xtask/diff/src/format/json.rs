//! For programs: `docs/diff.schema.json` describes it.

use serde_json::{Value, json};

use crate::finding::{Finding, Owner, Place, Ruling};
use crate::surface::Change;
use crate::{Comparison, Origin, Provider};

/// The comparison as JSON.
pub fn json(comparison: &Comparison) -> Value {
    json!({
        "version": 1,
        "passes": comparison.passes(),
        "base": origin(&comparison.base),
        "head": origin(&comparison.head),
        "providers": comparison.providers.iter().map(provider).collect::<Vec<_>>(),
        "problems": comparison.problems,
    })
}

fn origin(origin: &Origin) -> Value {
    let revision = origin.revision.as_ref();
    json!({
        "revision": revision.map(|revision| &revision.asked),
        "commit": revision.map(|revision| &revision.commit),
        "files": origin.files,
    })
}

fn provider(provider: &Provider) -> Value {
    let bump = &provider.bump;
    json!({
        "name": provider.name,
        "bump": {
            "needed": bump.needed.as_str(),
            "base": bump.base,
            "head": bump.head,
            "least": bump.least,
            "enough": bump.enough,
            "place": provider.version.as_ref().map(place),
        },
        "counts": {
            "wire": provider.on_the_wire(),
            "rust": provider.in_rust(),
            "warnings": provider.warnings(),
            "additive": provider.additive(),
        },
        "same_document": provider.same_document,
        "findings": provider.findings.iter().map(finding).collect::<Vec<_>>(),
        "without_effect": {
            "prose": provider.noise.prose,
            "examples": provider.noise.examples,
            "extensions": provider.noise.extensions,
            "moved_schemas": provider.noise.moved,
            "spelling": provider.noise.spelling,
            "other": provider.noise.other,
        },
    })
}

fn finding(finding: &Finding) -> Value {
    json!({
        "rule": finding.ruling().rule,
        "wire": finding.wire().as_str(),
        "rust": finding.rust.as_str(),
        "fingerprint": finding.fingerprint,
        "owner": owner(&finding.owner),
        "subject": finding.subject,
        "operations": finding.operations,
        "methods": finding.methods,
        "old": finding.old,
        "new": finding.new,
        "item": finding.item,
        "surface": finding.surface.iter().map(change).collect::<Vec<_>>(),
        "base": finding.base.as_ref().map(place),
        "head": finding.head.as_ref().map(place),
        "parent": finding.parent.as_ref().map(place),
        "pieces": finding.pieces,
        "rulings": finding.rulings.iter().map(ruling).collect::<Vec<_>>(),
        "accepted": finding.accepted,
    })
}

fn owner(owner: &Owner) -> Value {
    match owner {
        Owner::Operation { label, method } => json!({"kind": "operation", "name": label, "method": method}),
        Owner::Component { section, name } => json!({"kind": "component", "section": section, "name": name}),
        Owner::Document => json!({"kind": "document"}),
    }
}

fn ruling(ruling: &Ruling) -> Value {
    json!({
        "rule": ruling.rule,
        "direction": ruling.direction.map(crate::finding::Direction::as_str),
        "wire": ruling.wire.as_str(),
        "why": ruling.why,
        "advice": ruling.advice,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "rust": change.rust.as_str(),
        "testing": change.testing,
    })
}

fn place(place: &Place) -> Value {
    json!({
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "pointer": place.pointer,
    })
}
