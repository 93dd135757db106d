//! Text: characters that a reader should see in, Markdown that shows them out.

use std::fmt::Write;

/// What a run of text gives.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// Text to be escaped.
    Text(String),
    /// A URL.
    Url(String),
}

/// The URL of a link, such that it needs no escapes where Markdown takes a destination; `None` if it does
/// not lead to the web.
pub(super) fn url(to: &str) -> Option<String> {
    let to = to.trim();
    if scheme(to)? == to.len() {
        return None;
    }
    let entity = to.find('&').is_some_and(|at| to[at..].contains(';'));
    let mut out = String::with_capacity(to.len());
    for c in to.chars() {
        let reserved = matches!(c, '(' | ')' | '<' | '>' | '\\' | '`' | '"' | '|' | '^') || c == ';' && entity;
        if !reserved && c.is_ascii_graphic() || c.is_alphanumeric() {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    Some(out)
}

/// How long the scheme is, if it is one of the web's.
fn scheme(text: &str) -> Option<usize> {
    ["https://", "http://"].iter().map(|scheme| scheme.len()).find(|&len| {
        let start = text.get(..len).unwrap_or_default();
        start.eq_ignore_ascii_case("https://") || start.eq_ignore_ascii_case("http://")
    })
}

/// Whether a URL is a template, and so leads nowhere.
pub(super) fn is_template(url: &str) -> bool {
    url.contains(['{', '}', '*', '[', ']'])
}

/// Finds the bare URLs of a word.
pub(super) fn find_urls(word: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(at) = word[from..].find("://").map(|at| at + from) {
        from = at + 3;
        let Some(start) = [at.checked_sub(5), at.checked_sub(4)]
            .into_iter()
            .flatten()
            .find(|&start| {
                start >= done
                    && word
                        .get(start..from)
                        .is_some_and(|text| scheme(text) == Some(text.len()))
            })
        else {
            continue;
        };
        let length = url_length(&word[start..]);
        if let Some(url) = url(&word[start..start + length]) {
            if done < start {
                parts.push(Part::Text(word[done..start].to_owned()));
            }
            parts.push(Part::Url(url));
            done = start + length;
            from = done;
        }
    }
    if done < word.len() {
        parts.push(Part::Text(word[done..].to_owned()));
    }
    parts
}

/// How much of a text that starts with a scheme is the URL; 0 if nothing follows the scheme.
fn url_length(text: &str) -> usize {
    let after = scheme(text).unwrap_or_default();
    if !text[after..].starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '{' | '[' | '*')) {
        return 0;
    }
    let mut url = text.split(['<', '"', '`', '\\', '|', '\'']).next().unwrap_or_default();
    let surplus = |open: char, close: char| url.matches(close).count().saturating_sub(url.matches(open).count());
    let mut surplus = [surplus('(', ')'), surplus('[', ']'), surplus('{', '}')];
    while let Some(last) = url.chars().next_back() {
        let bracket = [')', ']', '}'].iter().position(|&close| close == last);
        match bracket.and_then(|bracket| surplus.get_mut(bracket)) {
            Some(0) => break,
            Some(surplus) => *surplus -= 1,
            None if matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '_' | '~' | '*' | '>') => {}
            None => break,
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

/// Escapes a word between two characters: a space, or the first of the Markdown next to it.
pub(super) fn escape(word: &str, before: char, after: char, in_table: bool) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    let mut last = before;
    // `<1@b.example>` is an address.
    let (has_at, mut in_word) = (word.contains('@'), false);
    for (at, c) in word.char_indices() {
        let rest = &word[at + c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(after);
        let special = match c {
            '`' | '[' | ']' => true,
            '\\' => next.is_ascii_punctuation() || rest.is_empty(),
            '*' => !(last.is_whitespace() && next.is_whitespace()),
            '_' => {
                if last != '_' {
                    let end = rest.trim_start_matches('_').chars().next().unwrap_or(after);
                    in_word = last.is_alphanumeric() && end.is_alphanumeric();
                }
                !in_word
            }
            '~' => !(last.is_whitespace() && (next.is_alphanumeric() || next == '/')),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?') || has_at,
            '&' => is_reference(rest),
            '!' => rest.is_empty() && after == '[',
            '|' => in_table,
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        last = c;
    }
    out
}

/// Whether a text after `&` makes it a character reference.
fn is_reference(rest: &str) -> bool {
    let name = rest
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .next()
        .unwrap_or_default();
    !name.is_empty() && rest[name.len()..].starts_with(';')
}

/// Escapes a word for the start of a line, where some are markers of blocks.
pub(super) fn at_line_start(word: &str) -> String {
    let digits = word.chars().take_while(char::is_ascii_digit).count();
    let first = word.chars().next().unwrap_or(' ');
    let only = |allowed: &[char]| word.chars().all(|c| allowed.contains(&c));
    if (1..10).contains(&digits) && matches!(&word[digits..], "." | ")") {
        return format!("{}\\{}", &word[..digits], &word[digits..]);
    }
    let marker = match first {
        '>' | '|' => true,
        '-' | ':' => only(&['-', ':', '|']) && word.contains('-'),
        '+' | '*' => word.len() == 1,
        '=' => only(&['=']),
        '#' => word.len() <= 6 && only(&['#']),
        _ => false,
    };
    if marker { format!("\\{word}") } else { word.to_owned() }
}
