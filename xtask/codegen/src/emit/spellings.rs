//! How the variants of an enum of texts are spelled. In: their names and texts. Out: the rule of serde's `rename_all` that spells most
//! of them, and for each whether it needs a text of its own.

/// A rule of `rename_all`: its name, and what it makes of a variant's.
type Rule = (&'static str, fn(&str) -> String);

/// The rules that documents follow, the likelier first: of two that spell as many, the first is chosen.
const RULES: [Rule; 7] = [
    ("snake_case", |name| separated(name, '_')),
    ("SCREAMING_SNAKE_CASE", |name| separated(name, '_').to_ascii_uppercase()),
    ("kebab-case", |name| separated(name, '-')),
    ("camelCase", |name| with_first(name, |first| first.to_ascii_lowercase())),
    ("lowercase", str::to_ascii_lowercase),
    ("UPPERCASE", str::to_ascii_uppercase),
    ("SCREAMING-KEBAB-CASE", |name| separated(name, '-').to_ascii_uppercase()),
];

/// How an enum's variants are spelled.
pub(super) struct Spellings {
    /// The rule for all; `None` where names are the texts.
    pub(super) rule: Option<&'static str>,
    /// Of each variant, whether the rule does not give its text.
    pub(super) is_own: Vec<bool>,
}

/// Chooses a rule, where it saves more than the line that it takes.
pub(super) fn spellings(variants: &[(String, String)]) -> Spellings {
    let own = |rule: &dyn Fn(&str) -> String| -> Vec<bool> {
        variants.iter().map(|(name, text)| rule(name) != *text).collect()
    };
    let cost = |is_own: &[bool]| is_own.iter().filter(|own| **own).count();
    let mut chosen = Spellings {
        rule: None,
        is_own: own(&str::to_owned),
    };
    let mut least = cost(&chosen.is_own);
    for (rule, text) in RULES {
        let is_own = own(&text);
        if cost(&is_own) + 1 < least + usize::from(chosen.rule.is_some()) {
            least = cost(&is_own);
            chosen = Spellings {
                rule: Some(rule),
                is_own,
            };
        }
    }
    chosen
}

/// The name with another first letter.
fn with_first(name: &str, change: fn(&char) -> char) -> String {
    let mut chars = name.chars();
    let first = chars.next().as_ref().map(change);
    first.into_iter().chain(chars).collect()
}

/// In small letters, with a sign before each that was a capital.
fn separated(name: &str, sign: char) -> String {
    let mut text = String::new();
    for (index, char) in name.char_indices() {
        if index > 0 && char.is_uppercase() {
            text.push(sign);
        }
        text.push(char.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_that_spells_most_is_chosen() {
        for (variants, rule, own) in [
            (
                &[("Queued", "queued"), ("InProgress", "in_progress")][..],
                Some("snake_case"),
                &[][..],
            ),
            (&[("NoAnswer", "no-answer"), ("Busy", "busy")], Some("kebab-case"), &[]),
            (
                &[("NoAnswer", "noAnswer"), ("Busy", "busy"), ("Ok", "OK")],
                Some("camelCase"),
                &["Ok"],
            ),
            (
                &[("NoAnswer", "NO_ANSWER"), ("Busy", "BUSY")],
                Some("SCREAMING_SNAKE_CASE"),
                &[],
            ),
            (&[("NoAnswer", "noanswer"), ("Busy", "busy")], Some("lowercase"), &[]),
            // A rule for one is no shorter.
            (&[("Queued", "queued")], None, &["Queued"]),
            (&[("Queued", "Queued"), ("Busy", "busy")], None, &["Busy"]),
            (&[("A2B", "a 2 b"), ("Empty", "")], None, &["A2B", "Empty"]),
        ] {
            let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
            let found = spellings(&variants.iter().map(owned).collect::<Vec<_>>());
            let names = variants.iter().map(|(name, _)| *name).zip(&found.is_own);
            let names: Vec<&str> = names.filter_map(|(name, own)| own.then_some(name)).collect();
            assert_eq!((found.rule, names.as_slice()), (rule, own), "{variants:?}");
        }
    }
}
