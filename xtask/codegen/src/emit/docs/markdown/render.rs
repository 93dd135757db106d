//! Writing: a tree in, lines of Markdown out.

use pulldown_cmark::Alignment;

use super::escape;
use super::inline::{self, Item};
use super::node::Node;

/// However deep a block is nested, its lines may be this long.
const NARROWEST: usize = 40;

/// Numbers of items have at most nine digits.
const LAST_NUMBER: u64 = 999_999_999;

/// Writes blocks, with an empty line between each two.
pub(super) fn blocks(nodes: &[Node], width: usize) -> Vec<String> {
    let blocks = nodes
        .iter()
        .map(|node| block(node, width))
        .filter(|lines| !lines.is_empty());
    blocks.collect::<Vec<_>>().join(&String::new())
}

fn block(node: &Node, width: usize) -> Vec<String> {
    match node {
        Node::Paragraph(text) => fill(inline::items(text, false), width),
        Node::Block(code) => fenced(code),
        Node::Quote(children) => prefixed(blocks(children, narrower(width, 2)), "> ", "> "),
        Node::List(first, items) => list(*first, items, width),
        Node::Item(children) => blocks(children, width),
        Node::Table(alignments, rows) => table(alignments, rows),
        // The rest is written by those above.
        _ => Vec::new(),
    }
}

fn narrower(width: usize, indent: usize) -> usize {
    width.saturating_sub(indent).max(NARROWEST)
}

fn prefixed(lines: Vec<String>, first: &str, others: &str) -> Vec<String> {
    let prefix = |at| if at == 0 { first } else { others };
    lines
        .iter()
        .enumerate()
        .map(|(at, line)| format!("{}{line}", prefix(at)).trim_end().to_owned())
        .collect()
}

/// Fills lines with words.
fn fill(items: Vec<Item>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for item in items {
        match item {
            Item::Break => {
                line.push('\\');
                lines.push(std::mem::take(&mut line));
            }
            Item::Word(word) => {
                let room = word.chars().count() + 1;
                if !line.is_empty() && length + room > width {
                    lines.push(std::mem::take(&mut line));
                }
                if line.is_empty() {
                    line = escape::at_line_start(&word);
                    length = line.chars().count();
                } else {
                    line.push(' ');
                    line.push_str(&word);
                    length += room;
                }
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Writes a code block as text, so that no documentation test is made of it.
fn fenced(code: &str) -> Vec<String> {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(3.max(longest + 1));
    let code: Vec<&str> = code.lines().map(str::trim_end).collect();
    let start = code.iter().position(|line| !line.is_empty()).unwrap_or_default();
    let end = code
        .iter()
        .rposition(|line| !line.is_empty())
        .map_or(start, |end| end + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(code[start..end].iter().map(|&line| line.to_owned()));
    lines.push(fence);
    lines
}

fn list(first: Option<u64>, items: &[Node], width: usize) -> Vec<String> {
    let apart = !items.iter().all(is_short);
    let first = first.map(|first| {
        if first.saturating_add(items.len() as u64) > LAST_NUMBER {
            1
        } else {
            first
        }
    });
    let mut lines = Vec::new();
    for (item, number) in items.iter().zip(0..) {
        let marker = first.map_or("- ".to_owned(), |first| format!("{}. ", first + number));
        let Node::Item(children) = item else { continue };
        let width = narrower(width, marker.len());
        let inner = match apart {
            true => blocks(children, width),
            false => children.iter().flat_map(|node| block(node, width)).collect(),
        };
        if apart && !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(prefixed(inner, &marker, &" ".repeat(marker.len())));
    }
    lines
}

/// Whether an item is a paragraph, and perhaps a list that may follow it on the next line.
fn is_short(item: &Node) -> bool {
    let Node::Item(children) = item else {
        return true;
    };
    match &children[..] {
        [] | [Node::Paragraph(_)] => true,
        [Node::Paragraph(_), Node::List(None | Some(1), items)] => items.iter().all(is_short),
        _ => false,
    }
}

fn table(alignments: &[Alignment], rows: &[Node]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .filter_map(|row| match row {
            Node::Row(cells) => Some(cells.iter().map(cell).collect()),
            _ => None,
        })
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = (0..columns).map(|column| row.get(column).map_or("", String::as_str));
            cells.fold("|".to_owned(), |line, cell| {
                if cell.is_empty() {
                    line + " |"
                } else {
                    line + " " + cell + " |"
                }
            })
        })
        .collect();
    let rule = (0..columns).fold("|".to_owned(), |line, column| {
        line + match alignments.get(column) {
            Some(Alignment::Left) => " :--- |",
            Some(Alignment::Center) => " :---: |",
            Some(Alignment::Right) => " ---: |",
            _ => " --- |",
        }
    });
    lines.insert(1.min(lines.len()), rule);
    lines
}

fn cell(node: &Node) -> String {
    let Node::Cell(text) = node else {
        return String::new();
    };
    let words = inline::items(text, true).into_iter().filter_map(|item| match item {
        Item::Word(word) => Some(word),
        Item::Break => None,
    });
    words.collect::<Vec<_>>().join(" ")
}
