//! Paths in Rust, and the keywords that no name in one is. In: a text of a document. Out: whether it can be the path of a
//! crate or module.

/// Keywords of the 2024 edition, strict and reserved.
pub(crate) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers (Rust reference, "Raw identifiers").
pub(crate) const NEVER_RAW: &[&str] = &["self", "super", "crate", "_"];

/// Whether a text is a path by which a program can name what it depends on, such as `acme` or `acme::voice`.
pub(crate) fn is_path(text: &str) -> bool {
    // Examples declare the first name as a module of their own, which would stand in the way of these.
    let is_of_the_compiler = ["std", "core", "alloc", "callspec_core"]
        .iter()
        .any(|name| text.split("::").next() == Some(name));
    let is_lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_word = |part: &str| part.starts_with(|c: char| c.is_ascii_lowercase()) && part.chars().all(is_lower);
    let is_name = |part: &str| is_word(part) && !KEYWORDS.contains(&part) && !NEVER_RAW.contains(&part);
    !is_of_the_compiler && text.split("::").all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        assert!(["acme", "acme::voice", "a_1::b::c"].into_iter().all(is_path));
        let others = [
            "", "::acme", "acme::", "a:b", "a b", "Acme", "1a", "a-b", "crate::a", "self", "a::type", "_", "std::a",
            "r#a", "é",
        ];
        assert_eq!(others.into_iter().find(|other| is_path(other)), None);
    }
}
