//! Code spans: a text of a document, such as a name or a value, as Markdown shows it in code (CommonMark 0.31 §6.1).
//!
//! In: any text. Out: one line that documentation, diagnostics and reports show as it is, whatever it holds.

/// Characters that [`shortened`] keeps.
const LONGEST: usize = 80;

/// A text as a code span. Characters that cannot be seen, or that turn the text around them, are named, as in `U+202E`. A
/// text of which nothing can be seen stands in quotes, since no code span is empty.
pub fn code(text: &str) -> String {
    let text = visible(text);
    if text.trim().is_empty() {
        return format!("\"{text}\"");
    }
    // A run of another length ends no span, so the shortest that does not occur is enough.
    let occurs = |length: &usize| text.split(|c| c != '`').any(|run| run.len() == *length);
    let ticks = "`".repeat((1..).find(|length| !occurs(length)).unwrap_or(1));
    // One space at both ends belongs to the marks.
    let is_spaced = text.starts_with(' ') && text.ends_with(' ');
    if text.starts_with('`') || text.ends_with('`') || is_spaced {
        format!("{ticks} {text} {ticks}")
    } else {
        format!("{ticks}{text}{ticks}")
    }
}

/// The same for a text that may be long and whose end matters less, such as a default or a pattern; backticks become
/// apostrophes.
pub fn shortened(text: &str) -> String {
    let text = text.replace('`', "'");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => code(&format!("{}…", &text[..end])),
        None => code(&text),
    }
}

/// A Markdown text with a word in place of each code span and code block: what is prose in it.
pub fn outside(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        let ticks = from.len() - from.trim_start_matches('`').len();
        let (fence, inside) = from.split_at(ticks);
        out.push_str(before);
        match inside.find(fence) {
            Some(end) => {
                out.push_str("Code");
                rest = &inside[end + ticks..];
            }
            None => {
                out.push_str(fence);
                rest = inside;
            }
        }
    }
    out + rest
}

/// A text with the characters named that cannot be seen or that turn the direction of what stands around them; rustc
/// refuses most of these in comments.
pub fn visible(text: &str) -> String {
    // Nearly every text is plain ASCII.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || is_invisible(c) {
            out.push_str(&format!("U+{:04X}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_show_their_text() {
        for (text, span) in [
            ("call_id", "`call_id`"),
            ("a`b", "``a`b``"),
            ("``a`b", "``` ``a`b ```"),
            ("`", "`` ` ``"),
            (" a", "` a`"),
            (" a ", "`  a  `"),
            ("", "\"\""),
            ("  ", "\"  \""),
            ("a\nb\u{202e}", "`aU+000AbU+202E`"),
            ("größe", "`größe`"),
        ] {
            assert_eq!(code(text), span, "{text:?}");
        }
    }

    #[test]
    fn code_is_no_text() {
        for (text, expected) in [
            ("a `b.` c", "a Code c"),
            ("``a`b`` c", "Code c"),
            ("a ` b", "a ` b"),
            ("```\nx\n```", "Code"),
        ] {
            assert_eq!(outside(text), expected);
        }
    }

    #[test]
    fn long_texts_are_shortened() {
        assert_eq!(shortened(&"ä".repeat(80)), format!("`{}`", "ä".repeat(80)));
        assert_eq!(shortened(&"ä".repeat(81)), format!("`{}…`", "ä".repeat(80)));
    }
}
