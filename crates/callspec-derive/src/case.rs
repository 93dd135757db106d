//! The spellings that `rename_all` gives to variants, as serde has them. In: a rule and a name in `PascalCase`. Out: the text.

/// The text of a variant by a rule; `None` for a rule that serde does not have.
pub(crate) fn renamed(rule: &str, variant: &str) -> Option<String> {
    Some(match rule {
        "PascalCase" => variant.to_owned(),
        "lowercase" => variant.to_ascii_lowercase(),
        "UPPERCASE" => variant.to_ascii_uppercase(),
        "camelCase" => {
            let mut chars = variant.chars();
            let first = chars.next().map(|first| first.to_ascii_lowercase());
            first.into_iter().chain(chars).collect()
        }
        "snake_case" => separated(variant, '_'),
        "kebab-case" => separated(variant, '-'),
        "SCREAMING_SNAKE_CASE" => separated(variant, '_').to_ascii_uppercase(),
        "SCREAMING-KEBAB-CASE" => separated(variant, '-').to_ascii_uppercase(),
        _ => return None,
    })
}

/// In small letters, with a sign before each that was a capital.
fn separated(variant: &str, sign: char) -> String {
    let mut text = String::new();
    for (index, char) in variant.char_indices() {
        if index > 0 && char.is_uppercase() {
            text.push(sign);
        }
        text.push(char.to_ascii_lowercase());
    }
    text
}
