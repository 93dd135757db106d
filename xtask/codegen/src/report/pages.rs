//! The pages of the codes: what a code means, why it matters, and where it helps a wrong and a right text.
//!
//! In: the table of codes and the texts in `pages/`, a heading for each code. Out: the page of a code, in Markdown.

use super::Code;

/// The texts, by stage.
const TEXTS: [&str; 7] = [
    include_str!("pages/read.md"),
    include_str!("pages/document.md"),
    include_str!("pages/operations.md"),
    include_str!("pages/schemas.md"),
    include_str!("pages/lint.md"),
    include_str!("pages/generate.md"),
    include_str!("pages/files.md"),
];

/// The page of a code, for a terminal.
pub fn page(code: Code) -> String {
    page_with_heading(code, "#")
}

/// The page of a code, with the heading that a larger page needs.
pub fn page_with_heading(code: Code, heading: &str) -> String {
    let level = code.level().as_str();
    let rest = rest(code).map_or_else(String::new, |rest| format!("\n{rest}\n"));
    format!(
        "{heading} {}\n\n*{level}.* {}\n{rest}",
        code.as_str(),
        code.explanation()
    )
}

/// All codes with their levels and meanings, a line each.
pub fn list() -> String {
    let width = Code::ALL
        .iter()
        .map(|code| code.as_str().len())
        .max()
        .unwrap_or_default();
    let line = |code: &Code| {
        format!(
            "{:width$}  {:7}  {}\n",
            code.as_str(),
            code.level().as_str(),
            code.explanation()
        )
    };
    Code::ALL.iter().map(line).collect()
}

/// What `pages/` has to say of a code.
fn rest(code: Code) -> Option<&'static str> {
    sections()
        .find(|(name, _)| *name == code.as_str())
        .map(|(_, text)| text)
}

/// The sections of all texts: code and text.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_text = |text: &'static str| text.split("\n## ").skip(1);
    TEXTS.into_iter().flat_map(of_text).map(|section| {
        let (name, text) = section.split_once('\n').unwrap_or((section, ""));
        (name.trim(), text.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_page_and_every_page_a_code() {
        let names: Vec<&str> = sections().map(|(name, _)| name).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let without: Vec<_> = codes.iter().filter(|code| !names.contains(code)).collect();
        let strange: Vec<_> = names.iter().filter(|name| !codes.contains(name)).collect();
        assert!(without.is_empty(), "no page: {without:?}");
        assert!(strange.is_empty(), "no code: {strange:?}");
        assert_eq!(names.len(), codes.len(), "a code has two pages");
        assert!(sections().all(|(_, text)| !text.is_empty()));
    }

    #[test]
    fn code_blocks_are_closed() {
        for (name, text) in sections() {
            assert!(text.matches("```").count() % 2 == 0, "{name}");
        }
    }
}
