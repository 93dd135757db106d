//! Examples that are known not to come back as they were. In: a list with reasons. Out: the failures that it excuses, and
//! its entries that excuse nothing any more.
//!
//! One entry a line: the document, the place and the reason, with ` | ` between them; `#` opens a comment.

use super::row::{Held, Row};

/// Takes the failures that the list excuses out of the rows; what excuses nothing becomes a failure itself. Documents
/// that were not tried are left alone.
pub fn excuse(rows: &mut [Row], list: &str) {
    let entries = list
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    for entry in entries {
        let mut parts = entry.splitn(3, '|').map(str::trim);
        let (name, at) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let reason = parts.next().unwrap_or_default();
        let tried = rows
            .iter_mut()
            .filter(|row| row.name == name)
            .find_map(|row| row.held.as_mut());
        let Some(held) = tried else { continue };
        match held.failures.remove(at) {
            Some(_) if !reason.is_empty() => held.excused += 1,
            Some(failure) => complain(held, at, format!("{failure} (the list gives no reason)")),
            None => complain(held, at, "the list excuses it, and it comes back as it was".to_owned()),
        }
    }
}

fn complain(held: &mut Held, at: &str, reason: String) {
    held.failures.insert(at.to_owned(), reason);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_excuses_once_and_must_apply() {
        let mut held = Held {
            fitting: 3,
            ..Held::default()
        };
        complain(&mut held, "/a", "lost".to_owned());
        complain(&mut held, "/b", "lost".to_owned());
        let row = Row {
            name: "d".to_owned(),
            held: Some(held),
            ..Row::default()
        };
        let mut rows = [row];
        excuse(
            &mut rows,
            "# why\n\nd | /a | a reason\nd | /c | gone\nother | /a | not tried\nd | /b\n",
        );
        let held = rows[0].held.as_ref().unwrap();
        assert_eq!(held.excused, 1);
        let failures: Vec<_> = held
            .failures
            .iter()
            .map(|(at, reason)| format!("{at} {reason}"))
            .collect();
        assert_eq!(
            failures,
            [
                "/b lost (the list gives no reason)",
                "/c the list excuses it, and it comes back as it was"
            ]
        );
    }
}
