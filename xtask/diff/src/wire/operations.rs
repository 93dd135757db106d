//! Operations: which are there, what they are called, and how long they stay.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::doc::{Doc, Node};
use super::prefix::first_server;
use super::reach::From;
use super::{Found, Walk, lifecycle};
use crate::rules;
use crate::rules::lifecycle::OPERATION;
use callspec_codegen::ir::Method;
use callspec_codegen::methods;

/// An operation of one side.
#[derive(Clone, Debug)]
pub(super) struct Op<'a> {
    pub(super) label: String,
    pub(super) path: &'a str,
    /// The path behind what its servers have, where the other side has that in its paths.
    full: String,
    pub(super) item: Node<'a>,
    pub(super) node: Node<'a>,
}

impl<'a> Op<'a> {
    pub(super) fn new(label: String, path: &'a str, item: &Node<'a>, node: Node<'a>) -> Self {
        Self {
            label,
            path,
            full: path.to_owned(),
            item: item.clone(),
            node,
        }
    }
}

/// What makes two operations the same: the path without the names of its parameters, and the method.
type Key = (String, String);

impl<'a> Walk<'a> {
    /// Compares all operations.
    pub(super) fn operations(&mut self) {
        let (base, head) = (list(self.base, &self.prefix.base), list(self.head, &self.prefix.head));
        let mut moved = HashSet::new();
        for (key, old) in &base {
            let id = old.node.text("operationId");
            let same_id = |(other, new): &(&Key, &Op)| {
                id.is_some() && !base.contains_key(*other) && new.node.text("operationId") == id
            };
            if let Some(new) = head.get(key) {
                self.operation(old, new, false);
            } else if let Some((other, new)) = head.iter().find(same_id) {
                moved.insert(other.clone());
                self.operation(old, new, true);
            } else {
                let paths = head.keys().map(|(path, _)| path);
                let path_stays = paths.into_iter().any(|path| *path == key.0);
                self.removed(old, path_stays);
            }
        }
        for (key, new) in &head {
            if !base.contains_key(key) && !moved.contains(key) {
                let from = self.enter(&new.label);
                self.tell(
                    from,
                    None,
                    Found::new(&rules::ENDPOINT_ADDED).head(&new.node).new_text(&new.label),
                );
            }
        }
        self.current = None;
    }

    pub(super) fn enter(&mut self, label: &str) -> From {
        self.current = Some(label.to_owned());
        From::Operation(self.graph.operation(label))
    }

    fn removed(&mut self, old: &Op<'a>, path_stays: bool) {
        let from = self.enter(&old.label);
        let is_promised = lifecycle::is_promised(&old.node, self.today);
        let family = match (path_stays, lifecycle::is_deprecated(&old.node), is_promised) {
            (true, true, true) => &rules::API_REMOVED_BEFORE_SUNSET,
            (false, true, true) => &rules::API_PATH_REMOVED_BEFORE_SUNSET,
            (true, true, false) => &rules::API_REMOVED_DEPRECATED,
            (false, true, false) => &rules::API_PATH_REMOVED_DEPRECATED,
            (true, false, _) => &rules::API_REMOVED,
            (false, false, _) => &rules::API_PATH_REMOVED,
        };
        self.tell(from, None, Found::new(family).base(&old.node).old(&old.label));
    }

    fn operation(&mut self, old: &Op<'a>, new: &Op<'a>, moved: bool) {
        let from = self.enter(&new.label);
        let both = |family| Found::new(family).both(&old.node, &new.node);
        if moved {
            let found = both(&rules::OPERATION_MOVED).old(&old.label).new_text(&new.label);
            self.tell(from, None, found);
        } else if old.full != new.full {
            let found = both(&rules::PATH_PARAMETER_RENAMED).old(old.path).new_text(new.path);
            self.tell(from, None, found);
        }
        if !self.prefix.is_empty() && !moved {
            self.prefix_moved(from, old, new);
        }
        let (id, new_id) = (old.node.text("operationId"), new.node.text("operationId"));
        let found = match (id, new_id) {
            (Some(id), _) if new_id != Some(id) => Some(both(&rules::OPERATION_ID_CHANGED).old(id)),
            (None, Some(_)) => Some(both(&rules::OPERATION_ID_ADDED)),
            _ => None,
        };
        if let Some(found) = found {
            self.tell(from, None, found.new_text(new_id.unwrap_or("none")));
        }
        self.tags(from, old, new);
        if let Some(found) = lifecycle::change(&OPERATION, &old.node, &new.node) {
            self.tell(from, None, found);
        }
        self.parameters(from, old, new);
        self.request_body(from, &old.node, &new.node);
        self.responses(from, &old.node, &new.node);
        self.security(from, &old.node, &new.node);
        self.own_servers(from, old, new);
        self.callbacks(from, old, new);
    }

    /// Tells of all operations at once that servers and paths share a prefix in another way.
    fn prefix_moved(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let servers = (first_server(self.base), first_server(self.head));
        let (Some(server), Some(new_server)) = servers else {
            return;
        };
        let text = |prefix: &str, other: &str| match prefix {
            "" => format!("paths begin with {other}"),
            prefix => format!("servers end with {prefix}"),
        };
        let (base, head) = (self.prefix.base.clone(), self.prefix.head.clone());
        let servers = [self.base, self.head].map(|doc| doc.root().elements("servers"));
        for node in servers.iter().flatten().chain([&old.node, &new.node]) {
            let found = Found::new(&rules::PATH_PREFIX_MOVED)
                .both(&server, &new_server)
                .touching(node);
            self.tell(from, None, found.old(text(&base, &head)).new_text(text(&head, &base)));
        }
    }

    fn tags(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let tags = |op: &Op<'a>| -> Vec<&'a str> {
            let tags = op.node.value.get("tags").and_then(serde_json::Value::as_array);
            tags.into_iter().flatten().filter_map(|tag| tag.as_str()).collect()
        };
        let (before, after) = (tags(old), tags(new));
        for tag in before.iter().filter(|tag| !after.contains(tag)) {
            let found = Found::new(&rules::TAG_REMOVED).both(&old.node, &new.node);
            self.tell(from, None, found.old(format!("tag {tag}")));
        }
        for tag in after.iter().filter(|tag| !before.contains(tag)) {
            let found = Found::new(&rules::TAG_ADDED).both(&old.node, &new.node);
            self.tell(from, None, found.new_text(format!("tag {tag}")));
        }
    }
}

/// The operations of a document, in its order.
fn list<'a>(doc: Doc<'a>, prefix: &str) -> IndexMap<Key, Op<'a>> {
    let mut operations = IndexMap::new();
    for (name, item) in doc.root().entries("paths") {
        for (method, path, node) in methods(name, &item) {
            let op = Op {
                full: format!("{prefix}{path}"),
                ..Op::new(format!("{method} {path}"), path, &item, node)
            };
            operations.entry((template(&op.full), method)).or_insert(op);
        }
    }
    operations
}

/// The operations of a path item: the method of each, and the name of the item as the document has it.
pub(super) fn methods<'a>(name: &'a str, item: &Node<'a>) -> Vec<(String, &'a str, Node<'a>)> {
    let operation = |method: &Method| {
        let node = item.get(&method.as_str().to_ascii_lowercase())?;
        Some(match node.text(methods::KEY) {
            Some(other) => (other.to_owned(), methods::written(name), node),
            None => (method.as_str().to_owned(), name, node),
        })
    };
    Method::ALL.iter().filter_map(operation).collect()
}

/// A path without the names of its parameters.
pub(super) fn template(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The names of a path's parameters, in its order.
pub(super) fn names(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}
