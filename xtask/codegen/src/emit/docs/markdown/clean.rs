//! Characters: what rustc refuses, editors hide or terminals obey comes in, what a reader sees goes out.

use std::borrow::Cow;
use std::fmt::Write;

/// What becomes of a character.
enum Fate {
    /// It stays.
    Keep,
    /// It takes no room and shows nothing: it goes.
    Drop,
    /// It is white space of another kind.
    Space,
    /// It ends a line.
    Line,
    /// It is named, as in `U+202E`: it would change how the text around it is shown.
    Spell,
}

fn fate(c: char) -> Fate {
    match c {
        '\n' | ' '..='~' => Fate::Keep,
        '\t' => Fate::Space,
        '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::Line,
        '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Fate::Drop,
        '\u{e0000}'..='\u{e007f}' => Fate::Drop,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => Fate::Spell,
        '\u{2066}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' => Fate::Spell,
        c if c.is_control() => Fate::Spell,
        c if c.is_whitespace() => Fate::Space,
        _ => Fate::Keep,
    }
}

/// Cleans a whole description before it is parsed. Indentation keeps its meaning: tabs become spaces up to
/// the next multiple of four, and other white space is left to [`text`].
pub(super) fn source(text: &str) -> String {
    // Nearly every description is plain ASCII.
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let start = out.len();
        match fate(c) {
            Fate::Space if c == '\t' => out.extend(std::iter::repeat_n(' ', 4 - column % 4)),
            Fate::Keep | Fate::Space => out.push(c),
            Fate::Drop => {}
            Fate::Line if c == '\r' && chars.peek() == Some(&'\n') => {}
            Fate::Line => out.push('\n'),
            Fate::Spell => spell(&mut out, c),
        }
        column = if out.ends_with('\n') {
            0
        } else {
            column + out[start..].chars().count()
        };
    }
    out
}

/// Cleans a run of text after parsing, when character references have been resolved.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| matches!(fate(c), Fate::Keep)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match fate(c) {
            Fate::Keep => out.push(c),
            Fate::Drop => {}
            Fate::Space | Fate::Line => out.push(' '),
            Fate::Spell => spell(&mut out, c),
        }
    }
    Cow::Owned(out)
}

fn spell(out: &mut String, c: char) {
    // Writing to a string does not fail.
    let _ = write!(out, "U+{:04X}", u32::from(c));
}
