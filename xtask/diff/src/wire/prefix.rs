//! A prefix that servers and paths share in another way: what is called is the URL of a server with a path behind it.
//!
//! In: two documents. Out: what moved from the URLs of the one to the paths of the other.

use std::collections::HashSet;

use super::doc::{Doc, Node};
use super::operations::template;
use super::servers;

/// What stands in the servers of one side, and in the paths of the other; one of the two is empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefix {
    /// In the servers of the base.
    pub(super) base: String,
    /// In the servers of the head.
    pub(super) head: String,
}

impl Prefix {
    /// What moved between two documents: nothing, unless more paths are the same for it.
    pub(super) fn moved(base: Doc<'_>, head: Doc<'_>) -> Self {
        let found = Self::between(base, head).unwrap_or_default();
        let shared = |prefix: &Self| {
            let known = paths(base, &prefix.base);
            paths(head, &prefix.head).intersection(&known).count()
        };
        match shared(&found) > shared(&Self::default()) {
            true => found,
            false => Self::default(),
        }
    }

    fn between(base: Doc<'_>, head: Doc<'_>) -> Option<Self> {
        let path = |doc: Doc<'_>| {
            let servers = servers::of(&doc.root(), "");
            let (_, url) = servers.first()?;
            Some(path(url).to_owned())
        };
        let (before, after) = (path(base)?, path(head)?);
        let rest = |of: &str, without: &str| {
            let rest = of.strip_prefix(without)?;
            rest.starts_with('/').then(|| rest.to_owned())
        };
        Some(Self {
            base: rest(&before, &after).unwrap_or_default(),
            head: rest(&after, &before).unwrap_or_default(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.base.is_empty() && self.head.is_empty()
    }
}

/// The paths of a document behind a prefix.
fn paths(doc: Doc<'_>, prefix: &str) -> HashSet<String> {
    let paths = doc.root().entries("paths").into_iter();
    paths.map(|(path, _)| template(&format!("{prefix}{path}"))).collect()
}

/// The path of a URL, which may be one itself.
fn path(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("://") else {
        return url;
    };
    rest.find('/').map_or("", |at| &rest[at..])
}

/// The first server of a document.
pub(super) fn first_server<'a>(doc: Doc<'a>) -> Option<Node<'a>> {
    doc.root().elements("servers").into_iter().next()
}
