//! Descriptions: Markdown of a document in, lines of documentation that rustdoc takes as they are out.
//!
//! A description is text by a stranger. It is parsed (`read`, `html`), held as a small tree (`build`,
//! `node`) and written anew (`render`, `inline`, `escape`), so nothing reaches a documentation comment
//! that was not decided here: no code that a documentation test would run, no HTML, no link to an item,
//! and no character that rustc refuses (`clean`). What comes out reads the same when it is read again.
//!
//! Three choices that a reader may ask about:
//!
//! * Headings become bold paragraphs. A field has no chapters, and the sections that the generator itself
//!   writes (`# Errors`) stay the only ones.
//! * Thematic breaks are dropped: blocks are separated by blank lines already.
//! * Footnotes stay where they are, as text, since a documentation comment has no foot.

mod build;
mod clean;
mod escape;
mod html;
mod inline;
mod node;
#[cfg(test)]
mod proof;
mod read;
mod render;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

use node::Node;

/// The columns that a line of documentation may take. Before it stand at most ten of the hundred that a line of code has:
/// four of a member, the four of `/// `, and two of a list's item.
pub(super) const WIDTH: usize = 90;

/// A description as lines of documentation, without the space that follows `///`.
///
/// Blocks are separated by one empty line; there is none at the start or the end, and no line ends in a
/// space. A description without visible text gives no lines.
pub(super) fn markdown(text: &str) -> Vec<String> {
    render::blocks(&read::read(text), WIDTH)
}

/// The same for a summary: a last paragraph that ends in a letter, a digit, `)` or a backtick gets a full
/// stop.
pub(super) fn sentence(text: &str) -> Vec<String> {
    let mut nodes = read::read(text);
    let lines = render::blocks(&nodes, WIDTH);
    let end = lines.last().and_then(|line| line.chars().next_back());
    let open = end.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '`'));
    match nodes.last_mut() {
        Some(Node::Paragraph(children)) if open => {
            children.push(Node::Text(".".to_owned()));
            render::blocks(&nodes, WIDTH)
        }
        _ => lines,
    }
}

/// The address of a page, spelled as the target of a link; `None` if it does not lead to a page of the web.
pub(super) fn page(address: &str) -> Option<String> {
    escape::url(address).filter(|url| !escape::is_template(url))
}
