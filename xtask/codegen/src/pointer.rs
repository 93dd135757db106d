//! JSON pointers (RFC 6901) as text: splitting and joining; the references that end with one.

use std::borrow::Cow;

/// The segments of a pointer, unescaped.
pub fn segments(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// Appends a segment.
pub fn push(pointer: &mut String, segment: &str) {
    pointer.push('/');
    push_escaped(pointer, segment);
}

/// Appends a segment without the slash before it.
pub fn push_escaped(pointer: &mut String, segment: &str) {
    if !segment.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(segment);
    }
    for c in segment.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// A pointer with one segment more.
pub fn join(pointer: &str, segment: &str) -> String {
    let mut joined = String::with_capacity(pointer.len() + segment.len() + 1);
    joined.push_str(pointer);
    push(&mut joined, segment);
    joined
}

/// The name that a reference ends with, without the ending of a file: `Call` of `schemas/Call.yaml`.
pub fn last_name(reference: &str) -> &str {
    let last = reference.rsplit(['/', '#']).next().unwrap_or(reference);
    let endings = [".yaml", ".yml", ".json"];
    endings.iter().find_map(|end| last.strip_suffix(end)).unwrap_or(last)
}

/// A segment without its escapes: `~1`, `~0` (RFC 6901 §4).
pub fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_survives_joining_and_splitting() {
        let pointer = join(&join("", "/calls/{id}"), "a~1b");
        assert_eq!(pointer, "/~1calls~1{id}/a~01b");
        assert_eq!(segments(&pointer).collect::<Vec<_>>(), ["/calls/{id}", "a~1b"]);
    }
}
