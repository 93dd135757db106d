//! One marked line of a text, fit for a terminal.
//!
//! In: a place. Out: the line with tabs and control characters replaced, cut around the place where it is
//! long, and how far the mark below it is indented and how long it is, in terminal columns.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use crate::source::{Location, Source};

/// Widest line that is shown whole, in columns.
const WIDTH: usize = 140;
/// Columns kept before and of the marked text where the line is cut.
const BEFORE: usize = 48;
const MARKED: usize = 60;
/// A stand-in for text that is cut.
const CUT: &str = "…";

/// A line and the mark below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) text: String,
    pub(super) indent: usize,
    pub(super) length: usize,
}

/// Prepares the line of a place; of a place that spans lines, the first.
pub(super) fn mark(source: &Source, location: &Location) -> Mark {
    let line = source.line_range(location.file_id, location.line);
    let text = source.text(location.file_id);
    let start = location.range.start.clamp(line.start, line.end);
    let end = location.range.end.clamp(start, line.end);
    let before = &text[line.start..start];
    let marked = text[start..end].trim_end();
    let after = &text[start + marked.len()..line.end];
    // No character is wider than its bytes' worth of columns by more than an escape's length, so a short text is
    // measured exactly and a long one is never walked through as a whole.
    let (before, marked, after) = if before.len() + marked.len() + after.len() <= WIDTH {
        (
            last(before, WIDTH * 8),
            first(marked, WIDTH * 8),
            first(after, WIDTH * 8),
        )
    } else {
        let before = last(before, BEFORE);
        let marked = first(marked, MARKED);
        let rest = WIDTH.saturating_sub(before.width() + marked.width());
        (before, marked, first(after, rest))
    };
    Mark {
        indent: before.width(),
        length: marked.width().max(1),
        text: before + &marked + &after,
    }
}

/// A character as it is shown: tabs as four spaces, and what has no fixed look of its own as an escape.
pub(super) fn cell(c: char) -> String {
    let reorders = matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    match c {
        '\t' => "    ".to_owned(),
        c if c.is_control() || reorders => c.escape_unicode().to_string(),
        c => c.to_string(),
    }
}

/// The beginning of a text, up to a width.
fn first(text: &str, width: usize) -> String {
    let mut shown = String::new();
    let mut used = 0;
    for c in text.chars() {
        let cell = cell(c);
        used += columns(&cell);
        if used > width {
            return shown + CUT;
        }
        shown += &cell;
    }
    shown
}

/// The end of a text, up to a width.
fn last(text: &str, width: usize) -> String {
    let mut cells = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        let cell = cell(c);
        used += columns(&cell);
        if used > width {
            cells.push(CUT.to_owned());
            break;
        }
        cells.push(cell);
    }
    cells.into_iter().rev().collect()
}

fn columns(cell: &str) -> usize {
    cell.chars().map(|c| c.width().unwrap_or(0)).sum()
}
