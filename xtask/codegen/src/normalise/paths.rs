//! The text of paths: a leading slash, no fragment, no query, no segment `.` or `..`.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::context::Context;
use crate::report::{Code, Diagnostic};

/// Looks at the keys of `paths`.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Some(Value::Object(paths)) = root.get("paths") else {
        return true;
    };
    let mark = cx.place.enter("paths");
    for path in paths.keys().filter(|path| !path.starts_with("x-")) {
        for (mark, code, message) in [
            ('#', Code::PathFragment, "what follows `#` in a path is never sent"),
            ('?', Code::PathQuery, "a path holds a query, which is sent as it stands"),
        ] {
            if path.contains(mark) {
                let at = cx.place.child(path);
                cx.push(Diagnostic::new(code, at, message).on_key());
            }
        }
        if !path.starts_with('/') {
            let at = cx.place.child(path);
            let message = format!("the path `{path}` does not begin with `/`");
            cx.push(Diagnostic::new(Code::PathWithoutSlash, at, message).on_key());
        }
        if let Some(told) = dots(path) {
            cx.push(
                Diagnostic::new(Code::PathDots, cx.place.child(path), told.0)
                    .on_key()
                    .label(told.1),
            );
        }
    }
    cx.place.leave(mark);
    true
}

/// What is said of a path with a segment `.` or `..`, and what becomes of it.
fn dots(path: &str) -> Option<(&'static str, String)> {
    let message = "a path holds a segment `.` or `..`, which no URL keeps";
    match without_dots(path) {
        Some(Cow::Borrowed(_)) => None,
        Some(Cow::Owned(fixed)) => Some((message, format!("read as `{fixed}`"))),
        None => Some((
            message,
            "it would remove a parameter, so that the client sends no such call".to_owned(),
        )),
    }
}

/// A path without the segments `.` and `..` (RFC 3986 §5.2.4); `None` where one of them removes a parameter.
fn without_dots(path: &str) -> Option<Cow<'_, str>> {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (segments, rest) = path.split_at_checked(end)?;
    let is_dots = |segment: &str| matches!(segment, "." | "..");
    if !segments.split('/').any(is_dots) {
        return Some(Cow::Borrowed(path));
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in segments.split('/').skip(usize::from(segments.starts_with('/'))) {
        match segment {
            "." => {}
            ".." => {
                if kept.pop().is_some_and(|removed| removed.contains('{')) {
                    return None;
                }
            }
            segment => kept.push(segment),
        }
    }
    // What such a segment ends is a folder.
    if segments.rsplit('/').next().is_some_and(is_dots) {
        kept.push("");
    }
    Some(Cow::Owned(format!("/{}{rest}", kept.join("/"))))
}

/// Adds missing slashes and resolves segments of dots; the order of the paths and the rest of their spelling stay. Runs
/// late, because a place in a path that has another name than in the text cannot be shown.
pub(super) fn slashes(root: &mut Value, cx: &mut Context<'_>) -> bool {
    if let Some(Value::Object(paths)) = root.get_mut("paths")
        && paths.keys().any(|path| whole(path) != *path)
    {
        respell(paths, |path| whole(path).into_owned(), cx);
    }
    true
}

/// The path as it has to be spelled.
fn whole(path: &str) -> Cow<'_, str> {
    if path.starts_with("x-") {
        return Cow::Borrowed(path);
    }
    match without_dots(path).unwrap_or(Cow::Borrowed(path)) {
        path if path.starts_with('/') => path,
        path => Cow::Owned(format!("/{path}")),
    }
}

/// Gives paths other keys, in their order; of two that are the same then the first stays.
pub(super) fn respell(paths: &mut Map<String, Value>, spelled: impl Fn(&str) -> String, cx: &mut Context<'_>) {
    for (path, item) in std::mem::take(paths) {
        let fixed = spelled(&path);
        if paths.contains_key(&fixed) {
            let at = crate::ir::Pointer(format!("/paths/{}", super::cursor::escape(&path)));
            cx.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    at,
                    format!("the path `{fixed}` is there already"),
                )
                .on_key(),
            );
        } else {
            let [from, to] = [&path, &fixed].map(|path| format!("paths/{}", super::cursor::escape(path)));
            cx.moved(&from, &to);
            paths.insert(fixed, item);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::without_dots;
    use crate::normalise::testing::document;
    use crate::report::Code;

    #[test]
    fn paths_begin_with_a_slash_and_keep_their_order() {
        let (value, codes) =
            document(json!({"paths": {"/a": {}, "b": {}, "x-c": 1, "/d#e": {}, "/f?g=h": {}, "a": {}}}));
        assert_eq!(
            codes,
            [
                Code::PathWithoutSlash,
                Code::PathFragment,
                Code::PathQuery,
                Code::PathWithoutSlash,
                Code::ConflictingKeys,
            ]
        );
        let paths: Vec<_> = value["paths"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(paths, ["/a", "/b", "x-c", "/d#e", "/f?g=h"]);
    }

    #[test]
    fn segments_of_dots_are_resolved_where_no_parameter_goes() {
        for (path, resolved) in [
            ("/a/../b", Some("/b")),
            ("/a/./b/..", Some("/a/")),
            ("a/.", Some("/a/")),
            ("/../a?b=../c", Some("/a?b=../c")),
            ("/{a}/../b", None),
            ("/..a/b..", Some("/..a/b..")),
        ] {
            assert_eq!(without_dots(path).as_deref(), resolved, "{path}");
        }
        let (value, codes) = document(json!({"paths": {"/a/../b": {}, "/{c}/..": {}}}));
        assert_eq!(codes, [Code::PathDots, Code::PathDots]);
        assert_eq!(value["paths"], json!({"/b": {}, "/{c}/..": {}}));
    }
}
