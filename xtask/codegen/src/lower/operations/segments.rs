//! Where operations without a tag belong. In: a path. Out: the segment of it that names what is called, `calls` of
//! `/api/v1/calls/{call_id}`.

/// The first segment that is fixed and says more than where an API is or which version of it is called.
pub(super) fn of(path: &str) -> Option<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fixed = path.split('/').filter(|segment| !segment.contains(['{', '}']));
    fixed
        .filter(|segment| segment.contains(char::is_alphanumeric))
        .find(|segment| !is_entrance(segment))
}

/// Whether all paths of an API may begin with a segment: `api`, `rest`, `v1`, `v2.1`, `2010-04-01`.
fn is_entrance(segment: &str) -> bool {
    let text = segment.to_ascii_lowercase();
    let number = text.strip_prefix('v').unwrap_or(&text);
    matches!(text.as_str(), "api" | "rest") || number.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_first_segment_that_says_something() {
        for (path, segment) in [
            ("/calls", Some("calls")),
            ("/calls/{id}/hang-up", Some("calls")),
            ("/api/v1/calls", Some("calls")),
            ("/v2.1/API/calls/", Some("calls")),
            ("/v1beta1/{project}/calls", Some("calls")),
            ("/2010-04-01/Accounts/{id}.json", Some("Accounts")),
            ("/{account}/-/calls", Some("calls")),
            ("/{id}.json/voices", Some("voices")),
            ("/voices?all#x", Some("voices")),
            ("/", None),
            ("", None),
            ("/v1/{id}", None),
        ] {
            assert_eq!(super::of(path), segment, "{path}");
        }
    }
}
