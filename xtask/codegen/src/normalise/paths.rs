//! The text of paths: a leading slash, no fragment, no query.

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
    }
    cx.place.leave(mark);
    true
}

/// Adds missing slashes; the order of the paths and the rest of their spelling stay. Runs late, because a place in a
/// path that has another name than in the text cannot be shown.
pub(super) fn slashes(root: &mut Value, cx: &mut Context<'_>) -> bool {
    if let Some(Value::Object(paths)) = root.get_mut("paths")
        && paths.keys().any(|path| !is_whole(path))
    {
        add_slashes(paths, cx);
    }
    true
}

fn is_whole(path: &str) -> bool {
    path.starts_with('/') || path.starts_with("x-")
}

fn add_slashes(paths: &mut Map<String, Value>, cx: &mut Context<'_>) {
    for (path, item) in std::mem::take(paths) {
        let fixed = if is_whole(&path) {
            path.clone()
        } else {
            format!("/{path}")
        };
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
}
