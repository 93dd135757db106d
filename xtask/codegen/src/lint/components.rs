//! `unused-component`: components that no operation reaches.

use std::collections::HashSet;

use serde_json::Value;

use super::Node;
use super::walk::{walk, walk_from};
use crate::ir::Pointer;
use crate::normalise::Facts;
use crate::normalise::grammar::ObjectKind;
use crate::report::{Code, Diagnostic, Report};
use crate::{pointer, reference};

/// The sections that are looked at, with what they hold.
const SECTIONS: [ObjectKind; 9] = [
    ObjectKind::Schema,
    ObjectKind::Response,
    ObjectKind::Parameter,
    ObjectKind::Example,
    ObjectKind::RequestBody,
    ObjectKind::Header,
    ObjectKind::SecurityScheme,
    ObjectKind::Link,
    ObjectKind::Callback,
];

/// Reports the components that nothing outside of the components leads to.
pub(super) fn check(document: &Value, facts: &Facts, report: &mut Report) {
    let reached = Reach::new(document, facts).run();
    for kind in SECTIONS {
        let Some(section) = kind.section() else { continue };
        let place = format!("/components/{section}");
        let components = document.pointer(&place).and_then(Value::as_object);
        for (name, _) in components.into_iter().flatten() {
            let at = pointer::join(&place, name);
            // The members of a union that others extend are no component in the text.
            if !reached.contains(&at) && facts.base_at(&at).is_none() {
                let message = format!(
                    "no operation reaches {} `{name}`",
                    kind.name().replacen("a ", "the ", 1)
                );
                report.push(Diagnostic::new(Code::UnusedComponent, Pointer(at), message).on_key());
            }
        }
    }
}

struct Reach<'d> {
    document: &'d Value,
    facts: &'d Facts,
    reached: HashSet<String>,
    open: Vec<(String, ObjectKind)>,
}

impl<'d> Reach<'d> {
    fn new(document: &'d Value, facts: &'d Facts) -> Self {
        Self {
            document,
            facts,
            reached: HashSet::new(),
            open: Vec::new(),
        }
    }

    fn run(mut self) -> HashSet<String> {
        let document = self.document;
        walk(document, &mut |node| {
            let is_component = node.at.0.starts_with("/components/");
            if !is_component {
                self.node(&node);
            }
        });
        while let Some((at, kind)) = self.open.pop() {
            if let Some(value) = document.pointer(&at) {
                walk_from(value, kind, &at, &mut |node| self.node(&node));
            }
        }
        self.reached
    }

    /// Follows what a node names.
    fn node(&mut self, node: &Node<'_>) {
        if let Some(reference) = node.value.get("$ref").and_then(Value::as_str) {
            self.reach(reference, node.kind);
        }
        match node.kind {
            ObjectKind::Discriminator => {
                let mapping = node.value.get("mapping").and_then(Value::as_object);
                for reference in mapping
                    .into_iter()
                    .flat_map(|map| map.values())
                    .filter_map(Value::as_str)
                {
                    self.reach(reference, ObjectKind::Schema);
                }
            }
            ObjectKind::Root | ObjectKind::Operation => {
                let security = node.value.get("security").and_then(Value::as_array);
                let named = security.into_iter().flatten().filter_map(Value::as_object);
                for name in named.flat_map(|requirement| requirement.keys()) {
                    let at = pointer::join("/components/securitySchemes", name);
                    self.reach(&format!("#{at}"), ObjectKind::SecurityScheme);
                }
            }
            _ => {}
        }
    }

    fn reach(&mut self, reference: &str, kind: ObjectKind) {
        let Some(at) = reference::pointer(reference) else {
            return;
        };
        if !self.reached.insert(at.to_owned()) {
            return;
        }
        self.open.push((at.to_owned(), kind));
        // Who extends a component is one of its alternatives.
        if let Some(base) = self.facts.base_at(at) {
            let union = pointer::join("/components/schemas", &base.of);
            self.reach(&format!("#{union}"), ObjectKind::Schema);
        }
    }
}
