//! What becomes deprecated, and until when it works: `deprecated` and `x-sunset` of operations, parameters and properties.

use super::Found;
use super::doc::Node;
use crate::rules::lifecycle::Lifecycle;

/// The change between two nodes.
pub(super) fn change<'s>(rules: &Lifecycle, old: &'s Node<'_>, new: &'s Node<'_>) -> Option<Found<'s>> {
    let both = |family| Found::new(family).both(old, new);
    let found = match (is_deprecated(old), is_deprecated(new), sunset(old), sunset(new)) {
        (false, true, _, Some(_)) => both(rules.with_sunset).new_text(text(new)),
        (false, true, _, None) => both(rules.deprecated).new_text(text(new)),
        (true, false, ..) => both(rules.reactivated).old(text(old)),
        (true, true, before, after) if before != after => {
            let family = match (before, after) {
                (_, None) => rules.sunset_deleted,
                (None, _) => rules.sunset_added,
                // Days as `YYYY-MM-DD` sort as text.
                _ if after < before => rules.sunset_earlier,
                _ => rules.sunset_later,
            };
            both(family).old(text(old)).new_text(text(new))
        }
        _ => return None,
    };
    Some(found)
}

pub(super) fn is_deprecated(node: &Node<'_>) -> bool {
    node.is("deprecated")
}

/// Whether something deprecated was promised to work beyond a day.
pub(super) fn is_promised(node: &Node<'_>, today: &str) -> bool {
    sunset(node).is_some_and(|day| day > today)
}

/// The day of `x-sunset`, which is a date or a date with a time.
fn sunset<'a>(node: &Node<'a>) -> Option<&'a str> {
    let text = node.text("x-sunset")?;
    Some(text.get(..10).unwrap_or(text))
}

fn text(node: &Node<'_>) -> String {
    match sunset(node) {
        Some(day) => format!("deprecated, until {day}"),
        None => "deprecated".to_owned(),
    }
}
