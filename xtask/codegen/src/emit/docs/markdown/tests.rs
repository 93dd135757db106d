//! What holds for single descriptions, and what holds for all.

use proptest::prelude::*;

use super::table::TABLE;
use super::{WIDTH, markdown, sentence};

/// What must hold for the lines of any description.
fn check(text: &str) -> Result<(), TestCaseError> {
    let lines = markdown(text);
    let joined = lines.join("\n");
    prop_assert_eq!(&markdown(&joined), &lines, "not stable: {:?}", text);
    prop_assert!(
        lines
            .iter()
            .all(|line| line.trim_end() == line && !line.contains(['\r', '\t', '\n'])),
        "{:?}",
        lines
    );
    prop_assert!(lines.first().is_none_or(|line| !line.is_empty()) && lines.last().is_none_or(|line| !line.is_empty()));
    Ok(())
}

/// `PROPTEST_CASES` for a longer search.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(500)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stable_for_signs(text in r"[ab1 \n\-+*_#>=|~`\[\]()<>&!\\:.;/@^]{0,40}") {
        check(&text)?;
    }

    #[test]
    fn stable_for_emphasis(text in r"[ab(“ *_~\n]{0,24}") {
        check(&text)?;
    }

    #[test]
    fn stable_for_any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn prose_is_kept(text in r#"[a-z][a-zA-Z0-9 ,.()'"+=:;%$éß„—-]{0,200}"#) {
        let words: Vec<&str> = text.split_whitespace().collect();
        prop_assert_eq!(markdown(&text).join(" ").replace('\\', ""), words.join(" "));
    }

    #[test]
    fn stable_for_fragments(parts in prop::collection::vec(prop::sample::select(FRAGMENTS), 0..14)) {
        check(&parts.concat())?;
    }
}

const FRAGMENTS: &[&str] = &[
    "a",
    "foo",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "> ",
    "# ",
    "***",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "~",
    "`",
    "``",
    "```",
    "```rust\n",
    "~~~\n",
    "|",
    "| a | b |\n|---|:-:|\n",
    "| ",
    "\\",
    "\\|",
    "[",
    "]",
    "](",
    "](https://a.example/b)",
    "](#x)",
    "[a]",
    "[a]: https://a.example\n",
    "[^1]",
    "[^1]: ",
    "https://",
    "http://a.b/c_d",
    "https://a.b/{id}",
    "<https://a.b>",
    "<a:b>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<br>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<ol>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<a href=\"https://x.example\">",
    "</a>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<h2>",
    "</h2>",
    "<blockquote>",
    "<hr/>",
    "<sup>",
    "&amp;",
    "&lt;",
    "&#x202e;",
    "&nbsp;",
    "&",
    "!",
    "![",
    "---",
    "===",
    ".",
    "(",
    ")",
    ":",
    "@",
    "\u{a0}",
    "✅",
    "“",
    "한",
    "\t",
    "\r",
];

#[test]
fn table() {
    for (before, after) in TABLE {
        assert_eq!(markdown(before).join("\n"), *after, "{before:?}");
    }
}

#[test]
fn sentences() {
    let table = [
        ("Gets a call", "Gets a call."),
        ("Gets a call.", "Gets a call."),
        ("Gets (or makes) a `Call`", "Gets (or makes) a `Call`."),
        ("A call (live)", "A call (live)."),
        ("See [this](https://x.example)", "See [this](https://x.example)."),
        ("Really?", "Really?"),
        ("See https://x.example", "See <https://x.example>"),
        ("Call\n\n```\ncode\n```", "Call\n\n```text\ncode\n```"),
        ("- a call", "- a call"),
        ("2024", "2024\\."),
        ("", ""),
    ];
    for (before, after) in table {
        assert_eq!(sentence(before).join("\n"), after, "{before:?}");
        assert_eq!(sentence(after).join("\n"), after);
    }
}

#[test]
fn lines_are_filled_to_the_width() {
    let text = format!(
        "{}\n\n- {}",
        "word ".repeat(100),
        "`a b` [c](https://x.example) ".repeat(40)
    );
    let lines = markdown(&text);
    assert!(lines.iter().all(|line| line.chars().count() <= WIDTH), "{lines:?}");
    assert_eq!(lines[0].len(), 89);
    assert!(
        lines
            .iter()
            .filter(|line| line.contains('['))
            .all(|line| line.matches('[').count() == line.matches("](").count())
    );
    let long = "x".repeat(300);
    assert_eq!(markdown(&format!("a {long} b")), ["a", &long, "b"]);
}

#[test]
fn no_line_starts_with_a_marker() {
    let markers = [
        "-", "+", "*", "#", "######", ">", ">x", "1.", "12)", "=", "==", "--", "|", "|-|", ":-:", "~~~", "```", "[x]:",
        "<p", "_",
    ];
    for marker in markers {
        for length in 80..100 {
            let text = format!("{} {marker} b {}", "a".repeat(length), "c ".repeat(80));
            let plain = text.replace('\\', "");
            let lines = markdown(&text);
            assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 0, "{lines:?}");
            assert_eq!(lines.join(" ").replace('\\', ""), plain.trim_end());
            check(&text).unwrap();
        }
    }
}

/// What is repeated to 100 kB each.
const REPEATED: &[&str] = &[
    ">",
    "> ",
    "[",
    "![",
    "]",
    "*",
    "**a",
    "_",
    "_a ",
    "`",
    "``` ",
    "<",
    "<b>",
    "<a href=\"",
    "<ul><li>",
    "<!--",
    "&",
    "(",
    "- ",
    "1. ",
    "\\",
    "|",
    "a|",
    "~",
    "https://",
    "https://a.b)",
    "[a](",
    "[a]: ",
    "[^1]: ",
    "<br>",
    "<table><tr><td>",
    "* a\n",
    "a_",
    "{}",
    "*a _b ",
    "|a|\n|-|\n",
    "<div>\n\n",
    "<div ",
    "<pre>",
    "&#0;",
    "\u{202e}",
    "</b>",
    "`a",
    "# ",
    "<p>*",
];

#[test]
fn deep_and_long_descriptions_end() {
    for part in REPEATED {
        let start = std::time::Instant::now();
        check(&part.repeat(100_000 / part.len())).unwrap();
        assert!(start.elapsed().as_secs() < 20, "{part:?} takes {:?}", start.elapsed());
    }
    let nested: String = (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    check(&nested).unwrap();
    let ticks: String = (0..400).map(|length| "`".repeat(length) + " ").collect();
    check(&ticks).unwrap();
}
