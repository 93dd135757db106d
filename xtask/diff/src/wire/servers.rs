//! Servers: those of the document, and those that a path or an operation has in their place. A URL is compared as clients
//! call it, with the defaults of its variables filled in.

use super::doc::{Doc, Node};
use super::operations::Op;
use super::reach::From;
use super::{Found, Walk};
use crate::rules;

/// Servers with their places, in the order of the document.
pub(super) type Servers<'a> = Vec<(Node<'a>, String)>;

impl<'a> Walk<'a> {
    /// Compares the servers of the document.
    pub(super) fn servers(&mut self) {
        let before = of(&self.base.root(), &self.prefix.base);
        let after = of(&self.head.root(), &self.prefix.head);
        self.lists(From::Document, &before, &after, false);
    }

    /// Compares the servers of an operation, where it or its path has some of its own.
    pub(super) fn own_servers(&mut self, from: From, old: &Op<'a>, new: &Op<'a>) {
        let (before, after) = (own(old), own(new));
        if before.is_some() || after.is_some() {
            let all = |doc: Doc<'a>| of(&doc.root(), "");
            let before = before.unwrap_or_else(|| all(self.base));
            let after = after.unwrap_or_else(|| all(self.head));
            self.lists(from, &before, &after, true);
        }
    }

    /// `is_own`: those of an operation, which clients call in place of what they were told to where there were none.
    fn lists(&mut self, from: From, before: &Servers<'a>, after: &Servers<'a>, is_own: bool) {
        let (first, new_first) = (before.first(), after.first());
        let found = match (first, new_first) {
            (Some((node, url)), Some((other, new))) if url != new => {
                Some(changed().both(node, other).old(url).new_text(new))
            }
            (None, Some((node, url))) if is_own => Some(changed().head(node).new_text(url)),
            (Some((node, url)), None) if is_own => Some(changed().base(node).old(url)),
            _ => None,
        };
        let default_changed = found.is_some();
        if let Some(found) = found {
            self.tell(from, None, found);
        }
        // The first ones have been reported.
        let skip = usize::from(default_changed);
        let has = |list: &Servers<'a>, url: &str| list.iter().any(|(_, other)| other == url);
        for (node, url) in before.iter().skip(skip).filter(|(_, url)| !has(after, url)) {
            self.tell(from, None, Found::new(&rules::SERVER_REMOVED).base(node).old(url));
        }
        for (node, url) in before {
            if let Some((new, _)) = after.iter().find(|(_, other)| other == url) {
                self.variables(from, node, new);
                self.names_of(from, node, new);
            }
        }
        for (node, url) in after.iter().skip(skip).filter(|(_, url)| !has(before, url)) {
            self.tell(from, None, Found::new(&rules::SERVER_ADDED).head(node).new_text(url));
        }
    }

    /// Compares what servers are called: by `name`, or `description`.
    fn names_of(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let name = |node: &Node<'a>| ["x-name", "name", "description"].iter().find_map(|key| node.text(key));
        let (before, after) = (name(old), name(new));
        if before != after {
            let mut found = Found::new(&rules::SERVER_NAME_CHANGED).both(old, new);
            (found.old, found.new) = (before.map(str::to_owned), after.map(str::to_owned));
            self.tell(from, None, found);
        }
    }

    /// Compares what else a URL may be made of.
    fn variables(&mut self, from: From, old: &Node<'a>, new: &Node<'a>) {
        let list = |node: &Node<'a>| -> Vec<String> {
            let variables = node.entries("variables").into_iter();
            variables.map(|(name, variable)| values(name, &variable)).collect()
        };
        let (before, after) = (list(old), list(new));
        let (gone, came): (Vec<_>, Vec<_>) = (
            before.iter().filter(|known| !after.contains(known)).cloned().collect(),
            after.iter().filter(|known| !before.contains(known)).cloned().collect(),
        );
        if !gone.is_empty() || !came.is_empty() {
            let mut found = Found::new(&rules::SERVER_VARIABLE_CHANGED).both(old, new);
            found.old = Some(gone.join(", ")).filter(|text| !text.is_empty());
            found.new = Some(came.join(", ")).filter(|text| !text.is_empty());
            self.tell(from, None, found);
        }
    }
}

fn changed<'s>() -> Found<'s> {
    Found::new(&rules::SERVER_DEFAULT_CHANGED)
}

/// The servers of a node, without the prefix that its paths have elsewhere; a slash at the end says nothing.
pub(super) fn of<'a>(node: &Node<'a>, prefix: &str) -> Servers<'a> {
    let servers = node.elements("servers").into_iter();
    let url = |node: &Node<'a>| {
        let url = filled(node)?;
        let url = url.strip_suffix('/').unwrap_or(&url);
        Some(url.strip_suffix(prefix).unwrap_or(url).to_owned())
    };
    servers.filter_map(|node| Some((node.clone(), url(&node)?))).collect()
}

/// The URL of a server, with the defaults of its variables.
fn filled(server: &Node<'_>) -> Option<String> {
    let mut url = server.text("url")?.to_owned();
    for (name, variable) in server.entries("variables") {
        if let Some(default) = variable.text("default") {
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    Some(url)
}

/// `env: a or b`: the values that a variable may have.
fn values(name: &str, variable: &Node<'_>) -> String {
    let values = variable.elements("enum");
    let values: Vec<&str> = values.iter().filter_map(|value| value.value.as_str()).collect();
    match values.as_slice() {
        [] => format!("{name}: any value"),
        values => format!("{name}: {}", values.join(" or ")),
    }
}

/// The servers of an operation, else those of its path.
fn own<'a>(op: &Op<'a>) -> Option<Servers<'a>> {
    let own = [of(&op.node, ""), of(&op.item, "")];
    own.into_iter().find(|servers| !servers.is_empty())
}
