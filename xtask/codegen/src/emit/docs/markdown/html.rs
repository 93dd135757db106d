//! HTML: the raw text of a block or of one inline tag in, tags and the text between them out.
//!
//! This is no HTML parser. It knows enough to find the tags that Markdown has a form for; all else is text.

/// A piece of HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// Text between tags, character references unresolved.
    Text(&'a str),
    /// A tag.
    Tag(Tag<'a>),
}

/// One tag.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'a> {
    /// The name in lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) end: bool,
    /// The whole tag as written.
    pub(super) raw: &'a str,
}

/// The longest tag that is looked for; it keeps the search linear.
const LONGEST: usize = 4096;

/// Splits HTML into tokens, without its comments.
pub(super) fn tokens(mut rest: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(at) = rest[from..].find('<').map(|at| at + from) {
        if rest[at..].starts_with("<!--") {
            push_text(&mut out, &rest[..at]);
            let end = rest[at + 4..].find("-->").map_or(rest.len(), |end| at + 4 + end + 3);
            rest = &rest[end..];
            from = 0;
        } else if let Some(tag) = tag(&rest[at..]) {
            push_text(&mut out, &rest[..at]);
            rest = &rest[at + tag.raw.len()..];
            out.push(Token::Tag(tag));
            from = 0;
        } else {
            from = at + 1;
        }
    }
    push_text(&mut out, rest);
    out
}

fn push_text<'a>(out: &mut Vec<Token<'a>>, text: &'a str) {
    if !text.is_empty() {
        out.push(Token::Text(text));
    }
}

/// The tag that a text starts with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let (end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name: String = inner
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => {
                return Some(Tag {
                    name: name.to_ascii_lowercase(),
                    end,
                    raw: &text[..=at],
                });
            }
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

impl Tag<'_> {
    /// The value of an attribute, character references resolved.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.raw.to_ascii_lowercase();
        let at = lower.match_indices(name).map(|(at, _)| at).find(|&at| {
            let before = lower[..at].ends_with(|c: char| c.is_ascii_whitespace());
            before && lower[at + name.len()..].trim_start().starts_with('=')
        })?;
        let value = self.raw[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            _ => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
        value.map(decode)
    }
}

/// Resolves the character references that HTML itself needs.
pub(super) fn decode(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&nbsp;", " ").replace("&amp;", "&")
}
