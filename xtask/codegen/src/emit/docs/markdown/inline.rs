//! Text within a block: nodes in, words and line breaks of Markdown out.
//!
//! Whether `*` or `_` opens a span depends on the characters around it. So the nodes are first laid out as
//! a row of pieces, then the marks that would not be read as such are taken out, then the text is escaped.

use super::escape::{self, Part};
use super::node::{Mark, Node, plain};
use crate::code_span;

/// What a line is filled with.
#[derive(Debug, PartialEq)]
pub(super) enum Item {
    /// Markdown that is not broken.
    Word(String),
    /// A line break that the author asked for.
    Break,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    Code(String),
    /// A URL that is its own text.
    Url(String),
    Space,
    Break,
    Open(Mark),
    Close(Mark),
    OpenLink,
    CloseLink(String),
}

/// How often marks may be taken out before all are. One round is the rule.
const ROUNDS: usize = 4;

/// Lays out the text of a block.
pub(super) fn items(nodes: &[Node], in_table: bool) -> Vec<Item> {
    let mut pieces = Vec::new();
    flatten(nodes, in_table, &mut pieces);
    for round in 0..=ROUNDS {
        pieces = link(tidy(pieces));
        let keep = if round == ROUNDS {
            pieces.iter().map(|piece| !is_mark(piece)).collect()
        } else {
            readable(&pieces)
        };
        if keep.iter().all(|&keep| keep) {
            break;
        }
        let mut keep = keep.into_iter();
        pieces.retain(|_| keep.next().unwrap_or(true));
    }
    write(&tidy(pieces), in_table)
}

fn flatten(nodes: &[Node], in_table: bool, out: &mut Vec<Piece>) {
    for node in nodes {
        match node {
            Node::Text(text) => split(text, out),
            // There, a backslash before `|` belongs to the table even within code.
            Node::Code(code) if in_table && code.contains("\\|") => split(code, out),
            Node::Code(code) => out.push(Piece::Code(code.clone())),
            Node::Break => out.push(if in_table { Piece::Space } else { Piece::Break }),
            Node::Span(mark, inner) => {
                out.push(Piece::Open(*mark));
                flatten(inner, in_table, out);
                out.push(Piece::Close(*mark));
            }
            Node::Link(url, inner) => {
                let text = plain(inner);
                if text.trim().is_empty() || escape::url(&text).as_ref() == Some(url) {
                    out.push(url_piece(url.clone()));
                } else {
                    out.push(Piece::OpenLink);
                    flatten(inner, in_table, out);
                    out.push(Piece::CloseLink(url.clone()));
                }
            }
            // Blocks are no part of text; the tree does not put them here.
            _ => {}
        }
    }
}

/// A URL as it stands in text: a link, or code if it is a template.
fn url_piece(url: String) -> Piece {
    if escape::is_template(&url) {
        Piece::Code(url)
    } else {
        Piece::Url(url)
    }
}

fn split(text: &str, out: &mut Vec<Piece>) {
    for (at, word) in text.split(char::is_whitespace).enumerate() {
        if at > 0 {
            out.push(Piece::Space);
        }
        if !word.is_empty() {
            out.push(Piece::Text(word.to_owned()));
        }
    }
}

fn is_mark(piece: &Piece) -> bool {
    matches!(piece, Piece::Open(_) | Piece::Close(_))
}

fn is_gap(piece: &Piece) -> bool {
    matches!(piece, Piece::Space | Piece::Break)
}

/// Joins what belongs together: no two gaps in a row, none at the ends or just within a mark, no empty mark.
fn tidy(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            // Two code spans side by side would be read as one, of other text.
            (Some(Piece::Code(before)), Piece::Code(code)) => {
                if before.ends_with('\\') && code.starts_with('|') {
                    out.extend([Piece::Space, Piece::Code(code)]);
                } else {
                    before.push_str(&code);
                }
            }
            (Some(Piece::Close(one)), Piece::Open(two)) if *one == two => {
                out.pop();
            }
            (Some(Piece::Open(_)), Piece::Close(_)) => {
                out.pop();
            }
            (Some(gap @ (Piece::Space | Piece::Break)), close @ (Piece::Close(_) | Piece::CloseLink(_))) => {
                let gap = std::mem::replace(gap, close);
                out.push(gap);
            }
            (_, gap @ (Piece::Space | Piece::Break)) => push_gap(&mut out, gap),
            (_, piece) => out.push(piece),
        }
    }
    while out.last().is_some_and(is_gap) {
        out.pop();
    }
    out
}

/// Adds a gap, in front of the marks that were just opened.
fn push_gap(out: &mut Vec<Piece>, gap: Piece) {
    let opened = out
        .iter()
        .rev()
        .take_while(|piece| matches!(piece, Piece::Open(_) | Piece::OpenLink))
        .count();
    let at = out.len() - opened;
    match at.checked_sub(1).and_then(|before| out.get_mut(before)) {
        None => {}
        Some(before @ Piece::Space) if gap == Piece::Break => *before = gap,
        Some(before) if is_gap(before) => {}
        Some(_) => out.insert(at, gap),
    }
}

/// Turns bare URLs into links, except within links.
fn link(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let mut linked = false;
    for piece in pieces {
        match piece {
            Piece::Text(text) if !linked && text.contains("://") => {
                out.extend(escape::find_urls(&text).into_iter().map(|part| match part {
                    Part::Text(text) => Piece::Text(text),
                    Part::Url(url) => url_piece(url),
                }));
            }
            piece => {
                linked = matches!(piece, Piece::OpenLink) || linked && !matches!(piece, Piece::CloseLink(_));
                out.push(piece);
            }
        }
    }
    out
}

/// What a mark sees of the character on one side of it.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Gap,
    Punctuation,
    Word,
    /// Neither for sure: parsers differ about symbols.
    Other,
}

fn side<'a>(mut pieces: impl Iterator<Item = &'a Piece>, last: bool) -> Side {
    let c = match pieces.find(|piece| !is_mark(piece)) {
        Some(Piece::Text(text)) => {
            if last {
                text.chars().next_back()
            } else {
                text.chars().next()
            }
        }
        None | Some(Piece::Space | Piece::Break) => None,
        Some(_) => Some('`'),
    };
    match c {
        None => Side::Gap,
        Some(c) if c.is_ascii_punctuation() => Side::Punctuation,
        Some(c) if c.is_alphanumeric() => Side::Word,
        Some(_) => Side::Other,
    }
}

/// How a mark at a place would be read: `None` not at all, else whether it stands within a word.
fn in_word(pieces: &[Piece], at: usize) -> Option<bool> {
    let left = side(pieces[..at].iter().rev(), true);
    let right = side(pieces[at + 1..].iter(), false);
    let (outer, inner) = if matches!(pieces[at], Piece::Open(_)) {
        (left, right)
    } else {
        (right, left)
    };
    match outer {
        Side::Gap | Side::Punctuation => Some(false),
        Side::Word | Side::Other => (inner == Side::Word && !has_neighbour(pieces, at)).then_some(true),
    }
}

/// Whether another mark stands next to a mark.
fn has_neighbour(pieces: &[Piece], at: usize) -> bool {
    at > 0 && is_mark(&pieces[at - 1]) || pieces.get(at + 1).is_some_and(is_mark)
}

/// Which pieces may stay: all but the pairs of marks of which one would not be read.
fn readable(pieces: &[Piece]) -> Vec<bool> {
    pairs(pieces)
        .into_iter()
        .enumerate()
        .map(|(at, partner)| {
            partner.is_none_or(|to| {
                let within = in_word(pieces, at).zip(in_word(pieces, to));
                let starred =
                    within.is_some_and(|(one, two)| one || two) && pieces[at.min(to)] == Piece::Open(Mark::Emphasis);
                within.is_some() && !(starred && (has_neighbour(pieces, at) || has_neighbour(pieces, to)))
            })
        })
        .collect()
}

/// For each mark, where its partner is.
fn pairs(pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut out = vec![None; pieces.len()];
    let mut open = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => open.push(at),
            Piece::Close(_) => {
                if let Some(from) = open.pop() {
                    out[from] = Some(at);
                    out[at] = Some(from);
                }
            }
            _ => {}
        }
    }
    out
}

fn write(pieces: &[Piece], in_table: bool) -> Vec<Item> {
    let pairs = pairs(pieces);
    let mut out = Vec::new();
    let mut word = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Space => out.push(Item::Word(std::mem::take(&mut word))),
            Piece::Break => out.extend([Item::Word(std::mem::take(&mut word)), Item::Break]),
            Piece::Text(text) => {
                let before = edge(at.checked_sub(1).and_then(|before| pieces.get(before)));
                let after = edge(pieces.get(at + 1));
                word.push_str(&escape::escape(text, before, after, in_table));
            }
            Piece::Code(code) if in_table => {
                word.push_str(&code_span::code(code).replace('|', "\\|"));
            }
            Piece::Code(code) => word.push_str(&code_span::code(code)),
            Piece::Url(url) => word.push_str(&format!("<{url}>")),
            Piece::Open(Mark::Strong) | Piece::Close(Mark::Strong) => word.push_str("**"),
            Piece::Open(Mark::Strike) | Piece::Close(Mark::Strike) => word.push_str("~~"),
            Piece::Open(Mark::Emphasis) | Piece::Close(Mark::Emphasis) => {
                let within = |at| in_word(pieces, at) == Some(true);
                word.push(if within(at) || pairs[at].is_some_and(within) {
                    '*'
                } else {
                    '_'
                });
            }
            Piece::OpenLink => word.push('['),
            Piece::CloseLink(url) => {
                word.push_str("](");
                word.push_str(url);
                word.push(')');
            }
        }
    }
    if !word.is_empty() {
        out.push(Item::Word(word));
    }
    out
}

/// What stands next to a text, as far as its escapes depend on it.
fn edge(piece: Option<&Piece>) -> char {
    match piece {
        None | Some(Piece::Space) => ' ',
        Some(Piece::Break) => '\\',
        Some(Piece::OpenLink) => '[',
        Some(_) => '`',
    }
}
