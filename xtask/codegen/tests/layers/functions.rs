//! Functions of the generator fit on a screen.

use super::generator;

/// Lines that a function may have, from its signature to its closing brace.
const LONGEST: usize = 60;

/// The functions of a formatted text, each with its lines.
pub(super) fn functions(text: &str) -> Vec<(String, Vec<&str>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let Some(name) = function(code) else { continue };
        // What is formatted ends where it began, or on its first line; in a trait it may have no body.
        let indent = &line[..line.len() - code.len()];
        let is_last = |line: &&str| {
            let rest = line.strip_prefix(indent).unwrap_or_default();
            rest == "}" || rest.starts_with(')') && rest.ends_with(';')
        };
        let is_short = code.ends_with(['}', ';']);
        let rest = lines[first..].iter().take_while(|line| !is_short && !is_last(line));
        let count = rest.count() + 1;
        found.push((name.to_owned(), lines[first..].iter().take(count).copied().collect()));
    }
    found
}

/// The name of the function that a line begins.
fn function(mut code: &str) -> Option<&str> {
    while let Some(rest) = ["pub ", "pub(crate) ", "pub(super) ", "const ", "async "]
        .iter()
        .find_map(|word| code.strip_prefix(word))
    {
        code = rest;
    }
    code.strip_prefix("fn ")?.split(['(', '<']).next()
}

#[test]
fn functions_fit_on_a_screen() {
    let mut faults = Vec::new();
    for file in generator().iter().filter(|file| !file.is_test) {
        let code = file.code();
        let lengths = functions(&code).into_iter().map(|(name, lines)| (name, lines.len()));
        let long = lengths.filter(|(_, lines)| *lines > LONGEST);
        faults.extend(long.map(|(name, lines)| format!("{name} in {} has {lines} lines", file.path)));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn functions_are_measured() {
    let text = "impl A {\n    pub(crate) fn one(\n        a: B,\n    ) -> C {\n        d\n    }\n}\n\nfn two() {}\n";
    let lengths = functions(text).into_iter().map(|(name, lines)| (name, lines.len()));
    assert_eq!(
        lengths.collect::<Vec<_>>(),
        [("one".to_owned(), 5), ("two".to_owned(), 1)]
    );
}
