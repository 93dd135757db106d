//! What becomes of descriptions, as a table; and what holds for all of them.

use proptest::prelude::*;

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

/// Before and after; lines are joined with line feeds.
const TABLE: &[(&str, &str)] = &[(
    "Plain prose, with 2 * 3, a_b_c, x < y & z > 1, 50% (or so) - really!",
    "Plain prose, with 2 * 3, a_b_c, x < y & z > 1, 50% (or so) - really!",
)];

/// The descriptions of the table.
pub(super) fn before() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(before, _)| *before)
}

#[test]
fn table() {
    for (before, after) in TABLE {
        assert_eq!(markdown(before).join("\n"), *after, "{before:?}");
    }
}

#[test]
fn summary_is_a_sentence() {
    assert_eq!(sentence("Gets a call"), ["Gets a call."]);
}

#[test]
fn width() {
    assert!(markdown(&"word ".repeat(100)).iter().all(|line| line.len() <= WIDTH));
}
