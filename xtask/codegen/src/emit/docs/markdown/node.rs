//! The tree of a description. Blocks hold blocks or text, text holds no blocks, and nothing is empty.

use pulldown_cmark::Alignment;

/// How text may be marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Strike,
}

/// A node.
#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    Code(String),
    Break,
    Span(Mark, Vec<Node>),
    /// The destination is an `http` or `https` URL.
    Link(String, Vec<Node>),
    Paragraph(Vec<Node>),
    /// A code block, without blank lines around it.
    Block(String),
    Quote(Vec<Node>),
    /// The number of the first item, and the items.
    List(Option<u64>, Vec<Node>),
    Item(Vec<Node>),
    /// The rows, of which the first is the header.
    Table(Vec<Alignment>, Vec<Node>),
    Row(Vec<Node>),
    Cell(Vec<Node>),
}

/// Whether nothing of a node can be seen. Only text and breaks are looked at; other nodes are not kept
/// when they are empty.
pub(super) fn is_blank(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Break => true,
        _ => false,
    }
}

/// The text of nodes, without marks.
pub(super) fn plain(nodes: &[Node]) -> String {
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Text(text) | Node::Code(text) | Node::Block(text) => out.push_str(text),
            Node::Break => out.push('\n'),
            Node::Span(_, inner) | Node::Link(_, inner) | Node::Paragraph(inner) | Node::Quote(inner) => {
                out.push_str(&plain(inner));
            }
            Node::List(_, inner) | Node::Item(inner) | Node::Table(_, inner) | Node::Row(inner) | Node::Cell(inner) => {
                out.push_str(&plain(inner));
            }
        }
    }
    out
}
