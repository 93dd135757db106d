//! Symbols as words. In: a value of the document. Out: the same with the symbols that carry meaning spelled out.

/// Spells the symbols that carry meaning in enum values: `+1` and `-1`, `>=`, `c++`, a leading `-` (descending).
pub(super) fn spell_symbols(wire: &str) -> String {
    if let Some((whole, fraction)) = decimal(wire) {
        return spell_symbols(whole) + " Point " + fraction;
    }
    let words_only = wire.chars().any(|c| c.is_ascii_alphanumeric());
    let mut out = String::with_capacity(wire.len());
    for (index, c) in wire.char_indices() {
        let word = match c {
            '+' => "Plus",
            '-' if index == 0 || !words_only => "Minus",
            '*' => "Asterisk",
            '<' => "Less",
            '>' => "Greater",
            '=' => "Equal",
            '!' => "Not",
            '%' => "Percent",
            '&' => "And",
            '#' => "Hash",
            '@' if !words_only => "At",
            '$' if !words_only => "Dollar",
            '^' => "Caret",
            '~' => "Tilde",
            '?' => "Question",
            '|' => "Bar",
            '/' if !words_only => "Slash",
            '\\' if !words_only => "Backslash",
            '.' if !words_only => "Dot",
            ',' if !words_only => "Comma",
            ':' if !words_only => "Colon",
            ';' if !words_only => "Semicolon",
            '_' if !words_only => "Underscore",
            ' ' if !words_only => "Space",
            '"' if !words_only => "Quote",
            '\'' if !words_only => "Apostrophe",
            '(' | ')' if !words_only => "Parenthesis",
            '[' | ']' if !words_only => "Bracket",
            '{' | '}' if !words_only => "Brace",
            _ if !words_only && !c.is_alphanumeric() && !c.is_whitespace() && !c.is_ascii() => {
                out.push_str(&format!(" u{:x} ", u32::from(c)));
                continue;
            }
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push(' ');
        out.push_str(word);
        out.push(' ');
    }
    out
}

/// The parts of a number on both sides of its point, whose name would be that of another number without it.
fn decimal(wire: &str) -> Option<(&str, &str)> {
    let (whole, fraction) = wire.split_once('.')?;
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = is_digits(whole.trim_start_matches(['+', '-'])) && is_digits(fraction);
    is_number.then_some((whole, fraction))
}
