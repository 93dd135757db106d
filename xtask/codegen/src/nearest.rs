//! Did you mean: of some names, the one that is spelled most like another.

/// The name most like `wrong`, if one is near enough to be what was meant.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let folded = fold(wrong);
    let limit = (folded.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let reach = best.map_or(limit, |(distance, _)| distance.saturating_sub(1));
        if let Some(distance) = distance(&folded, &fold(name), reach)
            && best.is_none_or(|(other, _)| distance < other)
        {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Letters and digits in lower case: spellings that differ only in case or separators are equal.
fn fold(name: &str) -> Vec<char> {
    name.chars()
        .filter(|char| char.is_alphanumeric() || *char == '$')
        .flat_map(char::to_lowercase)
        .collect()
}

/// Insertions, deletions, replacements and swaps of neighbours between two words; `None` beyond the limit.
fn distance(left: &[char], right: &[char], limit: usize) -> Option<usize> {
    if left.len().abs_diff(right.len()) > limit {
        return None;
    }
    let width = right.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, a) in left.iter().enumerate() {
        let mut line = vec![row + 1; width];
        for (column, b) in right.iter().enumerate() {
            let replaced = last[column] + usize::from(a != b);
            let mut least = replaced.min(last[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *a == right[column - 1] && left[row - 1] == *b {
                least = least.min(before[column - 1] + 1);
            }
            line[column + 1] = least;
        }
        if line.iter().min().is_some_and(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().filter(|distance| *distance <= limit)
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
    fn prefers_the_closer_name() {
        assert_eq!(nearest("Cal", ["Calls", "Call", "Cab"]), Some("Call"));
    }
}
