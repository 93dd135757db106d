//! The index of a YAML text, by the events of `granit-parser`.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, options};

use super::index::{Content, Entry, Index, Mapping};

/// Options under which every text parses that `read` accepts.
fn lenient() -> Options {
    options! { emit_comments: false, simple_key_max_lookahead: 1 << 20 }
}

/// Indexes the first document of a text; `None` where it does not parse.
pub(super) fn index(text: &str) -> Option<Index> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str_with_options(text, lenient()) {
        let (event, span) = event.ok()?;
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        builder.event(event, span.byte_range()?)?;
    }
    builder.index.set_root(builder.root?);
    Some(builder.index)
}

#[derive(Default)]
struct Builder {
    index: Index,
    /// Mappings and sequences that are not closed yet.
    open: Vec<Open>,
    anchors: HashMap<usize, usize>,
    root: Option<usize>,
}

struct Open {
    node: usize,
    content: Content,
    /// In a mapping: the key whose value comes next.
    key: Option<(Box<str>, Range<usize>)>,
}

impl Builder {
    fn event(&mut self, event: Event, range: Range<usize>) -> Option<()> {
        match event {
            Event::Scalar(value, _, anchor, _) => {
                let node = self.index.add(range.clone(), Content::Scalar);
                self.anchors.insert(anchor, node);
                self.place(node, &value, range);
            }
            Event::Alias(anchor) => {
                let target = *self.anchors.get(&anchor)?;
                let node = self.index.add(range.clone(), Content::Alias(target));
                self.place(node, "", range);
            }
            Event::SequenceStart(_, anchor, _) => self.open(anchor, Content::Sequence(Vec::new()), range),
            Event::MappingStart(_, anchor, _) => self.open(anchor, Content::Mapping(Mapping::default()), range),
            Event::SequenceEnd | Event::MappingEnd => {
                let Open { node, content, .. } = self.open.pop()?;
                let start = self.index.node_mut(node).range.start;
                *self.index.node_mut(node) = super::index::Node {
                    range: start..range.end.max(start),
                    content,
                };
                self.place(node, "", start..start);
            }
            _ => {}
        }
        Some(())
    }

    fn open(&mut self, anchor: usize, content: Content, range: Range<usize>) {
        let node = self.index.add(range, Content::Scalar);
        self.anchors.insert(anchor, node);
        self.open.push(Open {
            node,
            content,
            key: None,
        });
    }

    /// Puts a finished node where it belongs: as a key (with its text), as a value, as an item, as the root.
    fn place(&mut self, node: usize, text: &str, range: Range<usize>) {
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        match &mut parent.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping(mapping) => match parent.key.take() {
                Some((key, key_range)) => mapping.entries.push(Entry {
                    key,
                    key_range,
                    value: node,
                }),
                None => parent.key = Some((text.into(), range)),
            },
            Content::Scalar | Content::Alias(_) => {}
        }
    }
}
