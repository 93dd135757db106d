//! JSON as it stands in code, laid out for readers. In: JSON text. Out: the same as it is sent.

/// The text without the space between its tokens. A line break inside of a string, where JSON has none, is one of layout: with
/// the space around it, it stands for one space.
pub(super) fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_string, mut is_escaped) = (false, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' if in_string => {
                out.push(' ');
                while rest.next_if_eq(&' ').is_some() {}
                continue;
            }
            ' ' | '\t' | '\n' | '\r' if !in_string => continue,
            '"' if !is_escaped => in_string = !in_string,
            _ => {}
        }
        is_escaped = in_string && c == '\\' && !is_escaped;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[test]
    fn layout_is_taken_out_and_nothing_else() {
        for (laid_out, sent) in [
            ("\n    [\n        1, 2.50,\n        null\n    ]\n", "[1,2.50,null]"),
            (r#"{"a b": "c  d", "e": ""}"#, r#"{"a b":"c  d","e":""}"#),
            (r#""a \" { \\" "#, r#""a \" { \\""#),
            (r#"["\\", " x"]"#, r#"["\\"," x"]"#),
            ("\"one\n        two\n        three\"", "\"one two three\""),
        ] {
            assert_eq!(compact(laid_out), sent);
        }
    }
}
