//! Building the tree of a description.
//!
//! In: openings and closings, from Markdown (balanced) and from HTML (anything). Out: nodes in which blocks
//! hold blocks or text, text holds no blocks, nothing is empty, and nothing is nested deeper than
//! [`DEPTH`].

use std::mem;

use pulldown_cmark::Alignment;

use super::node::{Mark, Node, is_blank, plain};
use super::{clean, escape};

/// How deep blocks may be nested; what is deeper joins its parent.
const DEPTH: usize = 16;

/// What can be opened.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Element {
    Root,
    Paragraph,
    Heading,
    Block,
    Quote,
    List(Option<u64>),
    Item,
    Table(Vec<Alignment>),
    Row,
    Cell,
    Span(Mark),
    Link(String),
    Code,
}

impl Element {
    fn is_inline(&self) -> bool {
        matches!(self, Element::Span(_) | Element::Link(_) | Element::Code)
    }

    /// Whether it holds text and no blocks.
    fn is_leaf(&self) -> bool {
        self.is_inline() || matches!(self, Element::Paragraph | Element::Heading | Element::Block)
    }

    fn is_like(&self, other: &Element) -> bool {
        match (self, other) {
            (Element::Span(one), Element::Span(two)) => one == two,
            _ => mem::discriminant(self) == mem::discriminant(other),
        }
    }
}

struct Frame {
    element: Element,
    children: Vec<Node>,
}

/// Builds a tree.
pub(super) struct Builder {
    /// The open nodes; the first is the root and stays.
    frames: Vec<Frame>,
    /// For each open Markdown element, how many frames were open before it: HTML may not close those.
    floors: Vec<usize>,
    /// Text to put before the next paragraph.
    label: String,
}

impl Builder {
    pub(super) fn new() -> Self {
        let root = Frame {
            element: Element::Root,
            children: Vec::new(),
        };
        Self {
            frames: vec![root],
            floors: Vec::new(),
            label: String::new(),
        }
    }

    /// Closes all that is open.
    pub(super) fn finish(mut self) -> Vec<Node> {
        self.close_down_to(1);
        self.frames.pop().map(|root| root.children).unwrap_or_default()
    }

    /// Starts a Markdown element of blocks without a node of its own.
    pub(super) fn enter(&mut self) {
        self.floors.push(self.frames.len());
    }

    /// Starts a Markdown element of text without a node of its own.
    pub(super) fn enter_inline(&mut self) {
        self.need_inline();
        self.enter();
    }

    /// Starts a Markdown element.
    pub(super) fn start(&mut self, element: Element) {
        match element {
            Element::Row | Element::Cell => {}
            _ if element.is_inline() => self.need_inline(),
            _ => self.end_paragraph(),
        }
        let floor = self.frames.len();
        self.open(element);
        self.floors.push(floor);
    }

    /// Ends a Markdown element, and what was opened in it.
    pub(super) fn end(&mut self) {
        if let Some(floor) = self.floors.pop() {
            self.close_down_to(floor);
        }
    }

    /// Opens a node, where it may be; else what follows belongs to the node that is open.
    pub(super) fn open(&mut self, element: Element) {
        if element.is_inline() {
            self.open_inline(element);
            return;
        }
        match element {
            Element::Row => self.open_within(&Element::Table(Vec::new()), element),
            Element::Cell => self.open_within(&Element::Row, element),
            _ if self.is_in(&Element::Cell) => self.text(" "),
            Element::Item => {
                self.end_paragraph();
                self.open_within(&Element::List(None), element);
            }
            Element::Quote | Element::List(_) if self.frames.len() > DEPTH => self.end_paragraph(),
            _ => {
                self.end_paragraph();
                match self.top() {
                    Element::List(_) => self.push(Element::Item),
                    Element::Table(_) | Element::Row => return,
                    _ => {}
                }
                self.push(element);
            }
        }
    }

    /// Closes the innermost node of a kind that HTML opened, if there is one.
    pub(super) fn close(&mut self, element: &Element) {
        if let Some(at) = self.find(element) {
            self.close_down_to(at);
        }
    }

    /// Ends the open paragraph, heading or code block.
    pub(super) fn end_paragraph(&mut self) {
        while self.top().is_leaf() {
            self.close_down_to(self.frames.len() - 1);
        }
    }

    /// Puts a text before the next paragraph.
    pub(super) fn label(&mut self, text: String) {
        self.label = text;
    }

    /// Whether a code block is open.
    pub(super) fn in_block(&self) -> bool {
        *self.top() == Element::Block
    }

    /// Adds text.
    pub(super) fn text(&mut self, text: &str) {
        if self.in_block() {
            self.add(Node::Text(clean::text(text).into_owned()));
            return;
        }
        let inside = self.top().is_leaf() || *self.top() == Element::Cell;
        if !text.is_empty() && (inside || !text.trim().is_empty()) {
            self.need_inline();
            self.add(Node::Text(clean::text(text).into_owned()));
        }
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, text: &str) {
        let text = clean::text(text);
        if self.in_block() || text.trim().is_empty() {
            self.text(&text);
        } else {
            self.need_inline();
            self.add(Node::Code(text.into_owned()));
        }
    }

    /// Adds a line break; the second of two ends the paragraph.
    pub(super) fn line_break(&mut self) {
        if self.in_block() {
            self.text("\n");
        } else if self.is_in(&Element::Cell) {
            self.text(" ");
        } else if self.top().is_leaf() {
            let children = self.frames.last().map(|frame| &frame.children[..]).unwrap_or_default();
            let second = children
                .iter()
                .rev()
                .take_while(|node| is_blank(node))
                .any(|node| matches!(node, Node::Break));
            if second && !self.is_in(&Element::Heading) {
                let paragraph = self
                    .frames
                    .iter()
                    .rposition(|frame| !frame.element.is_inline())
                    .unwrap_or(0);
                let open: Vec<Element> = self.frames[paragraph + 1..]
                    .iter()
                    .map(|frame| frame.element.clone())
                    .collect();
                self.end_paragraph();
                self.push(Element::Paragraph);
                open.into_iter().for_each(|element| self.push(element));
            } else {
                self.add(Node::Break);
            }
        }
    }

    fn open_inline(&mut self, element: Element) {
        let marked = self.is_in(&element) || element == Element::Span(Mark::Strong) && self.is_in(&Element::Heading);
        let raw = self.in_block() || self.is_in(&Element::Code);
        if !marked && !raw {
            self.need_inline();
            self.push(element);
        }
    }

    /// Opens a node in the innermost one of a kind, if that may be reached.
    fn open_within(&mut self, parent: &Element, element: Element) {
        if let Some(at) = self.find(parent) {
            self.close_down_to(at + 1);
            self.push(element);
        }
    }

    /// Makes sure that text may follow.
    fn need_inline(&mut self) {
        loop {
            match self.top() {
                Element::Root | Element::Quote | Element::Item => self.push(Element::Paragraph),
                Element::List(_) => self.push(Element::Item),
                Element::Table(_) => self.push(Element::Row),
                Element::Row => self.push(Element::Cell),
                _ => return,
            }
        }
    }

    fn push(&mut self, element: Element) {
        let label = if element == Element::Paragraph {
            mem::take(&mut self.label)
        } else {
            String::new()
        };
        self.frames.push(Frame {
            element,
            children: Vec::new(),
        });
        self.text(&label);
    }

    fn top(&self) -> &Element {
        self.frames.last().map_or(&Element::Root, |frame| &frame.element)
    }

    fn is_in(&self, element: &Element) -> bool {
        self.frames.iter().any(|frame| frame.element.is_like(element))
    }

    /// The innermost open node of a kind, above those that Markdown holds open.
    fn find(&self, element: &Element) -> Option<usize> {
        let floor = self.floors.last().map_or(1, |&floor| floor.max(1));
        let at = self.frames.iter().rposition(|frame| frame.element.is_like(element))?;
        (at >= floor).then_some(at)
    }

    fn close_down_to(&mut self, floor: usize) {
        while self.frames.len() > floor.max(1) {
            if let Some(frame) = self.frames.pop() {
                self.close_frame(frame);
            }
        }
    }

    fn close_frame(&mut self, Frame { element, children }: Frame) {
        match element {
            Element::Cell => self.add(Node::Cell(children)),
            Element::Root => {}
            Element::Span(mark) if !children.iter().all(is_blank) => self.add(Node::Span(mark, children)),
            Element::Link(to) => match escape::url(&to) {
                Some(url) => self.add(Node::Link(url, children)),
                None => self.add_unlinked(&to, children),
            },
            Element::Span(_) => children.into_iter().for_each(|node| self.add(node)),
            Element::Code => self.add(code_of(&children)),
            // "2024." is a sentence, and no list that starts there.
            Element::List(Some(first @ 2..)) if children.is_empty() => {
                self.add(Node::Paragraph(vec![Node::Text(format!("{first}."))]));
            }
            _ if children.iter().all(is_blank) => {}
            Element::Heading if !has_line_feed(&children) => {
                self.add(Node::Paragraph(vec![Node::Span(Mark::Strong, children)]));
            }
            Element::Heading | Element::Paragraph => self.add(Node::Paragraph(children)),
            Element::Block => self.add(Node::Block(plain(&children))),
            Element::Quote => self.add(Node::Quote(children)),
            Element::Item => self.add(Node::Item(children)),
            Element::Row => self.add(Node::Row(children)),
            Element::Table(alignments) => self.add(Node::Table(alignments, children)),
            Element::List(first) => self.add_list(first, children),
        }
    }

    /// Adds a list. Side by side, two lists of a kind would be read as one, so they become one.
    fn add_list(&mut self, first: Option<u64>, mut items: Vec<Node>) {
        let siblings = self.frames.last_mut().map(|frame| &mut frame.children);
        match siblings.and_then(|siblings| siblings.last_mut()) {
            Some(Node::List(before, others)) if before.is_some() == first.is_some() => {
                others.append(&mut items);
            }
            _ => self.add(Node::List(first, items)),
        }
    }

    /// Adds the text of a link that goes nowhere from here; an address of mail is kept beside it.
    fn add_unlinked(&mut self, to: &str, children: Vec<Node>) {
        let address = to.strip_prefix("mailto:").map(|to| clean::text(to).trim().to_owned());
        let address = address.filter(|address| !address.is_empty() && !plain(&children).contains(address));
        children.into_iter().for_each(|node| self.add(node));
        if let Some(address) = address {
            self.add(Node::Text(" (".to_owned()));
            self.add(Node::Code(address));
            self.add(Node::Text(")".to_owned()));
        }
    }

    fn add(&mut self, node: Node) {
        let Some(Frame { children, .. }) = self.frames.last_mut() else {
            return;
        };
        match (children.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => children.push(node),
        }
    }
}

/// Whether text goes over lines. A heading that does is most often a paragraph above a line of dashes.
fn has_line_feed(nodes: &[Node]) -> bool {
    let mut texts = nodes.iter().filter_map(|node| match node {
        Node::Text(text) => Some(text),
        _ => None,
    });
    texts.any(|text| text.contains('\n'))
}

/// A code span of the text of nodes.
fn code_of(nodes: &[Node]) -> Node {
    let text = plain(nodes);
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.is_empty() {
        true => Node::Text(" ".to_owned()),
        false => Node::Code(words.join(" ")),
    }
}
