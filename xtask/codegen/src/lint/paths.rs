//! `overlapping-paths`: templates that the same URL matches, and none of which is the more concrete one
//! (OpenAPI 3.0 §4.7.8).

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value;

use crate::ir::{Method, Pointer};
use crate::pointer;
use crate::report::{Code, Diagnostic, Report};

/// A path, with the names of its expressions taken away.
struct Template<'d> {
    path: &'d str,
    segments: Vec<String>,
    item: &'d Value,
}

/// Compares all paths.
pub(super) fn check(document: &Value, report: &mut Report) {
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return;
    };
    let templates = paths
        .iter()
        .filter(|(path, _)| path.contains('{'))
        .map(|(path, item)| Template {
            path,
            segments: path.split('/').map(nameless).collect(),
            item,
        });
    // Only templates of one length and one beginning can meet.
    let mut groups: HashMap<(usize, String), Vec<Template<'_>>> = HashMap::new();
    for template in templates {
        let first = template.segments.get(1).cloned().unwrap_or_default();
        groups
            .entry((template.segments.len(), first))
            .or_default()
            .push(template);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|(left, _), (right, _)| left.cmp(right));
    for (_, templates) in groups {
        for (index, later) in templates.iter().enumerate() {
            if let Some((earlier, message)) = templates[..index].iter().find_map(|earlier| overlap(earlier, later)) {
                let at = |path: &str| Pointer(pointer::join("/paths", path));
                let diagnostic = Diagnostic::new(Code::OverlappingPaths, at(later.path), message).on_key();
                report.push(diagnostic.also(at(earlier.path), "the other one"));
            }
        }
    }
}

/// `{}.json` for `{id}.json`.
fn nameless(segment: &str) -> String {
    let mut out = String::new();
    let mut rest = segment;
    while let Some((before, tail)) = rest.split_once('{')
        && let Some((_, after)) = tail.split_once('}')
    {
        out = out + before + "{}";
        rest = after;
    }
    out + rest
}

fn overlap<'t, 'd>(earlier: &'t Template<'d>, later: &Template<'d>) -> Option<(&'t Template<'d>, String)> {
    if earlier.segments == later.segments {
        let message = format!(
            "`{}` and `{}` differ only in the names of their parameters",
            later.path, earlier.path
        );
        return Some((earlier, message));
    }
    let mut orders = earlier.segments.iter().zip(&later.segments).map(|(a, b)| compare(a, b));
    let mut seen = [false; 2];
    orders.by_ref().try_for_each(|order| {
        match order? {
            Ordering::Less => seen[0] = true,
            Ordering::Greater => seen[1] = true,
            Ordering::Equal => {}
        }
        Some(())
    })?;
    let shared = Method::ALL.iter().any(|method| {
        let key = method.as_str().to_ascii_lowercase();
        earlier.item.get(&key).is_some() && later.item.get(&key).is_some()
    });
    (seen == [true; 2] && shared).then(|| {
        let message = format!("a URL can match both `{}` and `{}`", later.path, earlier.path);
        (earlier, message)
    })
}

/// Which segment is the more concrete one; `None` where no text matches both, or where that is not clear.
fn compare(a: &str, b: &str) -> Option<Ordering> {
    let is_any = |segment: &str| segment == "{}";
    let is_template = |segment: &str| segment.contains("{}");
    match (is_any(a), is_any(b)) {
        _ if a == b => Some(Ordering::Equal),
        (true, _) => Some(Ordering::Greater),
        (_, true) => Some(Ordering::Less),
        _ if is_template(a) || is_template(b) => None,
        _ => None,
    }
}
