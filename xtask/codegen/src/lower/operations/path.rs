//! Path templates. In: one as the document spells it. Out: the same as it is sent.

/// The template whose literal characters may stand in a URL (RFC 3986 §3.3): all others are percent-encoded, in UTF-8. What
/// stands between braces is a name, and an escape stays one. What follows a `#` tells operations apart in the document and
/// is never sent (RFC 3986 §3.5).
pub(crate) fn template(path: &str) -> String {
    let mut template = String::with_capacity(path.len());
    let mut rest = path.split('#').next().unwrap_or_default();
    while let Some(first) = rest.chars().next() {
        let length = kept(rest);
        let (head, tail) = rest.split_at(length.unwrap_or(first.len_utf8()));
        match length {
            Some(_) => template.push_str(head),
            None => head.bytes().for_each(|byte| template.push_str(&format!("%{byte:02X}"))),
        }
        rest = tail;
    }
    template
}

/// How much of the text stays as it is, if its first character does.
fn kept(text: &str) -> Option<usize> {
    match *text.as_bytes() {
        // Braces around nothing have no name that a value could have.
        [b'{', ..] => text.find('}').filter(|end| *end > 1).map(|end| end + 1),
        [b'%', first, second, ..] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit() => Some(3),
        [byte, ..] if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte) => Some(1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_url_may_hold_is_encoded() {
        for (path, sent) in [
            ("/a/{b c}/d-{é}.json", "/a/{b c}/d-{é}.json"),
            ("/Task lists", "/Task%20lists"),
            ("/straße", "/stra%C3%9Fe"),
            ("/a%20b/100%/%zz", "/a%20b/100%25/%25zz"),
            (r#"/a|b"c^d`e<f>g\h[i]"#, "/a%7Cb%22c%5Ed%60e%3Cf%3Eg%5Ch%5Bi%5D"),
            ("/a+b;v=1,2/$x:get@(1)/*'!~", "/a+b;v=1,2/$x:get@(1)/*'!~"),
            ("/{a/b}}/{c", "/{a/b}%7D/%7Bc"),
            ("/{}/{a}", "/%7B%7D/{a}"),
            ("/search?type=a b&q={q}#by-name", "/search?type=a%20b&q={q}"),
            ("/a//b", "/a//b"),
        ] {
            assert_eq!(template(path), sent);
        }
    }
}
