//! The skeleton of a text: which bytes each node and each key covers.
//!
//! In: nodes, as the builders for YAML and JSON find them. Out: the bytes behind a JSON pointer.

use std::cell::OnceCell;
use std::ops::Range;

use crate::pointer;

/// All nodes of a text; the root is the last one that was added.
#[derive(Debug, Default)]
pub(super) struct Index {
    nodes: Vec<Node>,
    root: usize,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) content: Content,
}

#[derive(Debug)]
pub(super) enum Content {
    Scalar,
    Mapping(Mapping),
    Sequence(Vec<usize>),
    /// A YAML alias: the node it stands for.
    Alias(usize),
}

/// The keys of a mapping, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Mapping {
    pub(super) entries: Vec<Entry>,
    /// The same in the order of their texts: thousands of keys may each be looked for.
    sorted: OnceCell<Vec<usize>>,
}

/// One key of a mapping with its value's node.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Box<str>,
    pub(super) key_range: Range<usize>,
    pub(super) value: usize,
}

/// What a pointer leads to.
#[derive(Debug)]
pub(super) struct Found {
    /// The node's bytes.
    pub(super) range: Range<usize>,
    /// Its key's bytes.
    pub(super) key: Option<Range<usize>>,
    /// Whether it is a scalar.
    pub(super) is_scalar: bool,
    /// Whether the whole pointer was followed, or it is the nearest ancestor that exists.
    pub(super) exact: bool,
}

impl Mapping {
    pub(super) fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries,
            sorted: OnceCell::new(),
        }
    }

    /// The first entry of a key.
    fn get(&self, key: &str) -> Option<&Entry> {
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Vec<usize> = (0..self.entries.len()).collect();
            sorted.sort_by_key(|at| &self.entries[*at].key);
            sorted
        });
        let first = sorted.partition_point(|at| *self.entries[*at].key < *key);
        let entry = &self.entries[*sorted.get(first)?];
        (*entry.key == *key).then_some(entry)
    }
}

impl Found {
    /// The bytes to mark: a mapping or sequence under a key is shown by its key, as it may be pages long,
    /// and so is an empty value.
    pub(super) fn place(&self, on_key: bool) -> Range<usize> {
        match &self.key {
            Some(key) if on_key || !self.is_scalar || self.range.is_empty() => key.clone(),
            _ => self.range.clone(),
        }
    }
}

impl Index {
    /// Adds a node and returns its number.
    pub(super) fn add(&mut self, range: Range<usize>, content: Content) -> usize {
        self.nodes.push(Node { range, content });
        self.nodes.len() - 1
    }

    /// Changes a node that was added before its content was known.
    pub(super) fn node_mut(&mut self, node: usize) -> &mut Node {
        &mut self.nodes[node]
    }

    /// Says which node is the root.
    pub(super) fn set_root(&mut self, node: usize) {
        self.root = node;
    }

    /// Follows a pointer as far as it goes.
    pub(super) fn find(&self, pointer: &str) -> Found {
        let mut node = self.root;
        let mut key = None;
        let mut exact = true;
        for segment in pointer::segments(pointer) {
            let Some((next, next_key)) = self.child(node, &segment) else {
                exact = false;
                break;
            };
            // An item of a sequence has no key of its own.
            key = next_key;
            node = next;
        }
        let Node { range, content } = &self.nodes[node];
        Found {
            range: range.clone(),
            key,
            is_scalar: matches!(content, Content::Scalar),
            exact,
        }
    }

    /// The keys of the mapping at a pointer, in order; empty where there is none.
    pub(super) fn keys(&self, pointer: &str) -> &[Entry] {
        let mut node = self.root;
        for segment in pointer::segments(pointer) {
            match self.child(node, &segment) {
                Some((next, _)) => node = next,
                None => return &[],
            }
        }
        match self.resolve(node) {
            Content::Mapping(mapping) => &mapping.entries,
            _ => &[],
        }
    }

    fn child(&self, node: usize, segment: &str) -> Option<(usize, Option<Range<usize>>)> {
        match self.resolve(node) {
            Content::Mapping(mapping) => {
                let entry = mapping.get(segment)?;
                Some((entry.value, Some(entry.key_range.clone())))
            }
            Content::Sequence(items) => Some((*items.get(segment.parse::<usize>().ok()?)?, None)),
            Content::Scalar | Content::Alias(_) => None,
        }
    }

    /// Content of a node, through an alias. An anchored node is no alias itself, so one step is enough.
    fn resolve(&self, node: usize) -> &Content {
        match &self.nodes[node].content {
            Content::Alias(target) => &self.nodes[*target].content,
            content => content,
        }
    }
}
