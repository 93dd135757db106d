//! Texts of examples as literals that people read: JSON laid out over lines, other text line by line.
//!
//! In: a value or a text, and how far the literal is indented. Out: the literal. Of JSON, what is layout is taken out again by the
//! runtime (`callspec_core::testing`): space between tokens, and line breaks inside of strings, each of which stands for a space.

use proc_macro2::Literal;
use serde_json::Value as Json;

use super::words::string;

/// Columns of a line of code.
const WIDTH: usize = 100;

/// What one level is indented by.
const STEP: usize = 4;

/// JSON as a raw string, whose lines stand one level deeper than the literal itself.
pub(super) fn json(value: &Json, indent: usize) -> Literal {
    let short = inline(value);
    // What stands around it on its line: `r##"…"##,`.
    if width(&short) + indent + 8 <= WIDTH {
        return raw(&short);
    }
    let mut text = Text {
        out: String::new(),
        column: 0,
    };
    text.line(indent + STEP);
    text.value(value, indent + STEP, 0);
    text.line(indent);
    raw(&text.out)
}

/// Any text as a string, each line of it on a line of its own.
pub(super) fn text(text: &str, indent: usize) -> Literal {
    let mut source = String::from('"');
    let mut column = indent + 1;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let escaped = match c {
            '\'' => "'".to_owned(),
            c => c.escape_debug().to_string(),
        };
        column += width(&escaped);
        source.push_str(&escaped);
        // A break in code takes the space behind it with it.
        let is_breakable = rest.peek().is_some_and(|next| *next != ' ');
        if is_breakable && (c == '\n' || column + 12 > WIDTH) {
            source.push_str("\\\n");
            source.push_str(&" ".repeat(indent + 1));
            column = indent + 1;
        }
    }
    source.push('"');
    source.parse().unwrap_or_else(|_| string(text))
}

/// A raw string with as many `#` as it needs.
fn raw(text: &str) -> Literal {
    let hashes = text
        .split('"')
        .skip(1)
        .map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let marks = "#".repeat(1 + hashes.max().unwrap_or_default());
    format!("r{marks}\"{text}\"{marks}")
        .parse()
        .unwrap_or_else(|_| string(text))
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// A value on one line.
fn inline(value: &Json) -> String {
    match value {
        Json::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Json::Object(members) => {
            let members = members
                .iter()
                .map(|(key, value)| format!("{}: {}", quoted(key), inline(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
        Json::String(text) => quoted(text),
        scalar => scalar.to_string(),
    }
}

/// A string in JSON, in which nothing is invisible.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in Json::from(text).to_string().chars() {
        if !c.is_ascii_control() && (c.is_ascii() || c.escape_debug().count() == 1) {
            out.push(c);
        } else {
            let units = c
                .encode_utf16(&mut [0; 2])
                .iter()
                .map(|unit| format!("\\u{unit:04x}"))
                .collect::<String>();
            out.push_str(&units);
        }
    }
    out
}

/// A text that is being laid out.
struct Text {
    out: String,
    column: usize,
}

impl Text {
    fn line(&mut self, indent: usize) {
        // No line ends in a space: that behind a key moves with its value.
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push('\n');
        self.out.push_str(&" ".repeat(indent));
        self.column = indent;
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += width(text);
    }

    /// Whether a text has room on this line, with so many characters behind it.
    fn has_room(&self, text: &str, behind: usize) -> bool {
        self.column + width(text) + behind <= WIDTH
    }

    /// A value that begins on this line, where the line is indented so far and so many characters follow the value.
    fn value(&mut self, value: &Json, indent: usize, behind: usize) {
        let short = inline(value);
        if self.has_room(&short, behind) {
            return self.push(&short);
        }
        match value {
            Json::Array(items) => self.array(items, indent),
            Json::Object(members) => {
                self.push("{");
                for (index, (key, value)) in members.iter().enumerate() {
                    self.line(indent + STEP);
                    self.push(&format!("{}: ", quoted(key)));
                    self.value(value, indent + STEP, 1);
                    if index + 1 < members.len() {
                        self.push(",");
                    }
                }
                self.line(indent);
                self.push("}");
            }
            Json::String(_) => self.folded(&short, indent + STEP, behind),
            _ => self.push(&short),
        }
    }

    /// Items each on a line of its own, but for numbers and the like, which fill lines.
    fn array(&mut self, items: &[Json], indent: usize) {
        let is_short = |item: &Json| !item.is_array() && !item.is_object() && !item.is_string();
        let fills = items.iter().all(is_short);
        self.push("[");
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.push(",");
            }
            if index > 0 && fills && self.has_room(&inline(item), 2) {
                self.push(" ");
            } else {
                self.line(indent + STEP);
            }
            self.value(item, indent + STEP, 1);
        }
        self.line(indent);
        self.push("]");
    }

    /// A string that is broken where a single space is, each of which a line break stands for.
    fn folded(&mut self, quoted: &str, indent: usize, behind: usize) {
        let mut words = quoted.split(' ').peekable();
        let mut before = words.next().unwrap_or_default();
        if !self.has_room(before, behind) {
            // Far inside, a long word may need more room than its level leaves it.
            let left = WIDTH.checked_sub(width(before) + behind);
            self.line(left.map_or(indent, |left| left.min(indent)));
        }
        self.push(before);
        while let Some(word) = words.next() {
            let is_single = !before.is_empty() && !word.is_empty();
            let behind = if words.peek().is_none() { behind } else { 0 };
            if is_single && !self.has_room(word, 1 + behind) {
                self.line(indent);
            } else {
                self.push(" ");
            }
            self.push(word);
            before = word;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What the runtime makes of a literal of JSON: the same rule as that of `callspec_core::testing`, in fewer words.
    fn sent(literal: &Literal) -> Json {
        let text = syn::parse_str::<syn::LitStr>(&literal.to_string()).unwrap().value();
        let mut in_string = false;
        let mut pieces = Vec::new();
        for (index, line) in text.split('\n').enumerate() {
            let line = line.trim_start_matches(' ');
            if index > 0 && in_string {
                pieces.push(" ");
            }
            pieces.push(line);
            let unescaped = line.replace("\\\\", "").replace("\\\"", "");
            in_string ^= unescaped.matches('"').count() % 2 == 1;
        }
        serde_json::from_str(&pieces.concat()).unwrap()
    }

    #[test]
    fn any_value_is_read_as_it_was() {
        let long = "word ".repeat(60);
        let words = [
            "a\"#b \\ ",
            "  ",
            "two  spaces",
            "\u{202e}\u{1f600}é\n\t\u{7f}",
            "\"",
            &long,
            long.trim(),
        ];
        let values = [
            json!({}),
            json!([]),
            json!({"a": [1, 2.5, null, true], "b c": {"d\"": []}}),
            json!((0..200).collect::<Vec<u64>>()),
            json!({"texts": words, "in": {"in": {"in": {"in": words}}}}),
            json!(words.concat().repeat(5)),
        ];
        for value in &values {
            for indent in [0, 12, 60] {
                let literal = json_of(value, indent);
                assert_eq!(&sent(&literal), value, "{literal}");
                assert!(!literal.to_string().contains('\u{202e}'));
            }
        }
    }

    fn json_of(value: &Json, indent: usize) -> Literal {
        super::json(value, indent)
    }

    #[test]
    fn lines_are_filled() {
        let value = json!({
            "short": {"id": "call_123", "tags": ["a", "b"]},
            "long": "One sentence after the other, until there is no more room for any word on the line that it is on.",
            "numbers": (0..40).collect::<Vec<u32>>(),
        });
        let expected = r##"r#"
        {
            "short": {"id": "call_123", "tags": ["a", "b"]},
            "long": "One sentence after the other, until there is no more room for any word on the
                line that it is on.",
            "numbers": [
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
                23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39
            ]
        }
    "#"##;
        assert_eq!(super::json(&value, 4).to_string(), expected);
    }

    #[test]
    fn text_stands_line_by_line() {
        let long = "x".repeat(100);
        for text in [
            "",
            "pong",
            "a: 1\n\nb: \"2\"\n",
            "a\n  b",
            "\\\n\u{1e}{}\n",
            long.as_str(),
        ] {
            let literal = super::text(text, 12);
            assert_eq!(
                syn::parse_str::<syn::LitStr>(&literal.to_string()).unwrap().value(),
                text,
                "{literal}"
            );
            assert!(
                literal.to_string().lines().all(|line| width(line) <= WIDTH),
                "{literal}"
            );
        }
    }
}
