//! The text of paths: a leading slash, no fragment, no query.

use serde_json::{Map, Value};

use super::context::Context;
use crate::report::{Code, Diagnostic};

/// Looks at the keys of `paths`; their order and, but for a missing slash, their spelling stay.
pub(super) fn pass(root: &mut Value, cx: &mut Context<'_>) -> bool {
    let Some(Value::Object(paths)) = root.get_mut("paths") else {
        return true;
    };
    let mark = cx.place.enter("paths");
    let mut slashless = false;
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
            slashless = true;
            let at = cx.place.child(path);
            let message = format!("the path `{path}` does not begin with `/`");
            cx.push(Diagnostic::new(Code::PathWithoutSlash, at, message).on_key());
        }
    }
    cx.place.leave(mark);
    if slashless {
        add_slashes(paths, cx);
    }
    true
}

fn add_slashes(paths: &mut Map<String, Value>, cx: &mut Context<'_>) {
    for (path, item) in std::mem::take(paths) {
        let fixed = if path.starts_with('/') || path.starts_with("x-") {
            path.clone()
        } else {
            format!("/{path}")
        };
        if paths.contains_key(&fixed) {
            let at = crate::ir::Pointer(format!("/paths/{}", super::place::escape(&path)));
            cx.push(
                Diagnostic::new(
                    Code::ConflictingKeys,
                    at,
                    format!("the path `{fixed}` is there already"),
                )
                .on_key(),
            );
        } else {
            paths.insert(fixed, item);
        }
    }
}
