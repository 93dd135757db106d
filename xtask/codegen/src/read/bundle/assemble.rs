//! The bundled document. In: the targets that were found. Out: each under its name in `components`, or in place, and the
//! references rewritten.

use serde_json::Value;

use super::{Bundler, section, section_of};
use crate::pointer;
use crate::read::bundle::Target;
use crate::read::names::{self, Names};
use crate::read::references::references;
use crate::read::shape::{NodeKind, Object, item};
use crate::source::FileId;

impl Bundler<'_> {
    /// Names the targets and builds the bundled document.
    pub(super) fn assemble(mut self, mut root: Value) -> Value {
        let names = names::name(&self.targets, &root, self.source, self.report);
        self.rewrite(
            &mut root,
            NodeKind::One(Object::Document),
            0,
            &mut String::new(),
            &names,
        );
        for target in std::mem::take(&mut self.targets) {
            let (Some(name), Some(mut value)) = (names.get(&target), self.node(target.file, &target.pointer)) else {
                continue;
            };
            let mut at = pointer::join(&format!("/components/{}", target.section), name);
            self.source.mount(&at, target.file, &target.pointer);
            let kind = NodeKind::One(Object::Components).child(target.section).child("");
            self.rewrite(&mut value, kind, target.file, &mut at, &names);
            if let Some(section) = section(&mut root, target.section) {
                section.insert(name.clone(), value);
            }
        }
        root
    }

    /// Rewrites the references below a node; `at` is its pointer in the bundled document.
    fn rewrite(&mut self, value: &mut Value, kind: NodeKind, file: FileId, at: &mut String, names: &Names) {
        if kind == NodeKind::Data {
            return;
        }
        for (reference, place) in references(value, kind) {
            let Some((target, pointer)) = self.links.get(&(file, reference)).cloned().flatten() else {
                continue;
            };
            let rewritten = match section_of(kind) {
                Some(_) if target == 0 => format!("#{pointer}"),
                Some(section) => match names.get(&Target {
                    file: target,
                    pointer,
                    section,
                }) {
                    Some(name) => format!("#{}", pointer::join(&format!("/components/{section}"), name)),
                    None => continue,
                },
                None => return self.copy(value, kind, file, (target, pointer), at, names),
            };
            if let Some(place) = value.pointer_mut(&place) {
                *place = Value::String(rewritten);
            }
        }
        self.rewrite_children(value, kind, file, at, names);
    }

    /// Puts a node in the place of a reference to it. What stood beside the reference goes first.
    fn copy(
        &mut self,
        value: &mut Value,
        kind: NodeKind,
        file: FileId,
        (target, pointer): (FileId, String),
        at: &mut String,
        names: &Names,
    ) {
        let Some(mut node) = self.node(target, &pointer) else {
            return;
        };
        if let Value::Object(siblings) = value {
            siblings.shift_remove("$ref");
        }
        self.rewrite_children(value, kind, file, at, names);
        self.source.mount(at, target, &pointer);
        self.rewrite(&mut node, kind, target, at, names);
        if let (Value::Object(node), Value::Object(siblings)) = (&mut node, std::mem::take(value)) {
            node.extend(siblings);
        }
        *value = node;
    }

    fn rewrite_children(&mut self, value: &mut Value, kind: NodeKind, file: FileId, at: &mut String, names: &Names) {
        let mut each = |key: &str, kind: NodeKind, child: &mut Value| {
            let length = at.len();
            pointer::push(at, key);
            self.rewrite(child, kind, file, at, names);
            at.truncate(length);
        };
        match value {
            Value::Object(map) => map
                .iter_mut()
                .for_each(|(key, child)| each(key, kind.child(key), child)),
            Value::Array(list) => list
                .iter_mut()
                .enumerate()
                .for_each(|(index, child)| each(&index.to_string(), item(kind), child)),
            _ => {}
        }
    }
}
