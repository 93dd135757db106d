//! Path templates (OpenAPI 3.0 §4.7.8.2). In: a template and values. Out: a path that stays under its resource.

use std::borrow::Cow;

use crate::encode::decode_ascii;
use crate::invalid::InvalidReason;
use crate::style::{Style, Tree, write_path};

/// Puts a value in each place of `{name}`.
///
/// An encoded value holds no brace, so a value can never be taken for the name of another.
pub(crate) fn fill(path: &mut Cow<'static, str>, name: &str, style: Style, value: &Tree) -> Result<(), InvalidReason> {
    // Room for a UUID, so that most paths are written in one piece.
    let mut filled = String::with_capacity(path.len() + 40);
    let mut rest: &str = path;
    let mut place = Some(find(rest, name).ok_or(InvalidReason::UnknownPathParameter)?);
    while let Some((start, end)) = place {
        filled.push_str(rest.get(..start).unwrap_or_default());
        if !write_path(&mut filled, name, style, value) {
            return Err(InvalidReason::EmptyPathValue);
        }
        rest = rest.get(end..).unwrap_or_default();
        place = find(rest, name);
    }
    filled.push_str(rest);
    *path = Cow::Owned(filled);
    Ok(())
}

fn find(path: &str, name: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(open) = path.get(from..)?.bytes().position(|byte| byte == b'{') {
        let start = from + open + 1;
        let end = start + path.get(start..)?.bytes().position(|byte| byte == b'}')?;
        if path.get(start..end)? == name {
            return Some((start - 1, end + 1));
        }
        from = end + 1;
    }
    None
}

/// The names that still have no value, separated by commas.
pub(crate) fn missing(path: &str) -> Option<String> {
    if !path.contains('{') {
        return None;
    }
    let names: Vec<&str> = path
        .split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or_default())
        .collect();
    Some(names.join(", "))
}

/// Whether a segment is `.` or `..` however it is spelled.
///
/// URL parsers take `%2e` for a dot, and some servers decode a path before they route it, others behind them once more.
/// So a segment is looked at as decoded, layer by layer, and `/` and `\` inside it count as separators. Some servers go on
/// to drop what follows a `;`, and URL parsers drop tabs and line breaks; a segment that is dots but for these counts as
/// well.
pub(crate) fn has_dot_segment(path: &str) -> bool {
    if !path.bytes().any(|byte| matches!(byte, b'.' | b'%')) {
        return false;
    }
    path.split('/')
        .filter(|segment| segment.contains(['.', '%']))
        .any(|segment| {
            let decoded = (0..LAYERS).fold(segment.to_owned(), |text, _| decode_ascii(&text));
            decoded.split(['/', '\\']).any(is_dots)
        })
}

/// How often a path is taken to be decoded on its way; no chain of servers does it more often.
const LAYERS: usize = 6;

fn is_dots(piece: &str) -> bool {
    let name = piece.split(';').next().unwrap_or_default();
    let mut left = name.bytes().filter(|byte| !byte.is_ascii_control());
    matches!(
        (left.next(), left.next(), left.next()),
        (Some(b'.'), None | Some(b'.'), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled(template: &'static str, values: &[(&str, &str)]) -> Result<String, InvalidReason> {
        let mut path = Cow::Borrowed(template);
        for (name, value) in values {
            fill(&mut path, name, Style::SIMPLE, &Tree::Text((*value).to_owned()))?;
        }
        if has_dot_segment(&path) {
            Err(InvalidReason::DotSegment)
        } else {
            Ok(path.into_owned())
        }
    }

    #[test]
    fn values_are_encoded_and_stay_in_their_segment() {
        for (value, path) in [
            ("call_123", "/calls/call_123/recording"),
            ("a/b", "/calls/a%2Fb/recording"),
            (r"a\..\b", ""),
            ("a b?c#d", "/calls/a%20b%3Fc%23d/recording"),
            ("{other}", "/calls/%7Bother%7D/recording"),
            ("...", "/calls/.../recording"),
            ("a..b", "/calls/a..b/recording"),
            ("é\n", "/calls/%C3%A9%0A/recording"),
        ] {
            let result = filled("/calls/{id}/recording", &[("id", value)]);
            assert_eq!(result.ok().unwrap_or_default(), path, "{value}");
        }
    }

    #[test]
    fn a_value_stands_in_each_place_of_its_name() {
        let filled = filled(
            "/orgs/{id}/members/{id}-{id}/{role}",
            &[("id", "a b"), ("role", "{id}")],
        );
        assert_eq!(filled.unwrap(), "/orgs/a%20b/members/a%20b-a%20b/%7Bid%7D");
    }

    #[test]
    fn dot_segments_are_refused_in_every_spelling() {
        for value in [
            ".",
            "..",
            "%2e",
            "%2E%2e",
            ".%2e",
            "%2e.",
            "a/..",
            "../a",
            "a/../b",
            r"..\a",
            "a%2f..",
            "..%5Ca",
            "%252e%252e",
            "%2525252e.",
            "%%32%65",
            "..;",
            "..;jsessionid=1",
            "%2e%2e%3b",
            ".\t.",
            "..\n",
            "\0..",
            "a/.\r./b",
        ] {
            let result = filled("/calls/{id}", &[("id", value)]);
            assert_eq!(result, Err(InvalidReason::DotSegment), "{value}");
        }
        assert_eq!(filled("/.{a}", &[("a", ".")]), Err(InvalidReason::DotSegment));
        assert_eq!(
            filled("/{a}{b}", &[("a", "."), ("b", ".")]),
            Err(InvalidReason::DotSegment)
        );
        assert_eq!(filled("/{a}..{b}", &[("a", "1"), ("b", "2")]).unwrap(), "/1..2");
        assert_eq!(filled("/{a}.json", &[("a", ".")]).unwrap(), "/..json");
    }

    #[test]
    fn empty_and_unknown_are_refused() {
        assert_eq!(filled("/calls/{id}", &[("id", "")]), Err(InvalidReason::EmptyPathValue));
        assert_eq!(
            filled("/calls/{id}", &[("ID", "a")]),
            Err(InvalidReason::UnknownPathParameter)
        );
        assert_eq!(missing("/a/{b}/{c}.json").as_deref(), Some("b, c"));
        assert_eq!(missing("/a/b"), None);
    }

    proptest! {
        #[test]
        fn any_value_stays_one_segment_or_is_refused(value: String) {
            if let Ok(path) = filled("/calls/{id}/recording", &[("id", &value)]) {
                let segments: Vec<&str> = path.split('/').collect();
                prop_assert_eq!(segments.len(), 4);
                let bare = segments[2].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte));
                prop_assert!(bare && !segments[2].is_empty());
            }
        }
    }
}
