//! Did you mean: of some names, the one that is spelled most like another.

/// Letters of a name that is compared at most: the work grows with the square, and nobody has such a name by mistake.
const LONGEST: usize = 200;

/// The name most like `wrong`, if one is near enough to be what was meant.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold(wrong);
    let length = folded.chars().count();
    if length > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in names.into_iter().filter(|name| name.len() <= 4 * LONGEST) {
        let name_folded = fold(name);
        // A letter more is a change more.
        if name_folded.chars().count().abs_diff(length) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &name_folded);
        if distance <= limit && best.is_none_or(|(other, _)| distance < other) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Letters and digits in lower case: spellings that differ only in case or separators are equal.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|char| char.is_alphanumeric() || *char == '$')
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let keys = [
            "get",
            "put",
            "post",
            "required",
            "operationId",
            "parameters",
            "properties",
        ];
        for (wrong, meant) in [
            ("gett", Some("get")),
            ("requred", Some("required")),
            ("reuqired", Some("required")),
            ("operation_id", Some("operationId")),
            ("operationID", Some("operationId")),
            ("propertys", Some("properties")),
            ("paramters", Some("parameters")),
            ("embed", None),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(wrong, keys), meant, "{wrong}");
        }
    }

    #[test]
    fn what_is_too_long_is_like_nothing() {
        let long = "a".repeat(1_000_000);
        assert_eq!(nearest(&long, [format!("{long}b").as_str()]), None);
        assert_eq!(nearest("Call", [long.as_str(), "Calls"]), Some("Calls"));
    }

    #[test]
    fn prefers_the_closer_name() {
        assert_eq!(nearest("Cal", ["Calls", "Call", "Cab"]), Some("Call"));
    }
}
