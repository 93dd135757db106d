//! Texts that would do harm if they became code, a path, a command or markup.

/// Stands in payloads. No conversion of case makes an identifier of it, so where it is one, a text became code.
pub(crate) const MARK: &str = "evil__MARK";

/// The payloads, each with the name of what it tries.
pub(crate) fn payloads() -> Vec<(&'static str, String)> {
    let marked = |(name, text): (&'static str, &str)| (name, text.replace("MARK", MARK));
    let mut all: Vec<_> = CODE
        .iter()
        .chain(MARKUP)
        .chain(PATHS)
        .chain(NAMES)
        .copied()
        .map(marked)
        .collect();
    all.push(("very long word", "a".repeat(20_000)));
    all.push(("very long text", "word MARK\n".replace("MARK", MARK).repeat(1_000)));
    all.push(("many fences", "`".repeat(300)));
    all
}

/// What would leave a literal, a comment or an attribute.
const CODE: &[(&str, &str)] = &[
    ("quote", "\"); fn MARK() {} (\""),
    ("apostrophe", "'; fn MARK() {} '"),
    ("raw string end", "\"#; fn MARK() {} r#\""),
    ("backslash", "\\\"; fn MARK() {} \\"),
    ("comment end", "*/ fn MARK() {} /*"),
    ("newline", "a\nfn MARK() {}\n"),
    ("carriage return", "a\rfn MARK() {}"),
    ("both", "a\r\nfn MARK() {}\r\n"),
    ("nul", "a\0fn MARK() {}"),
    ("controls", "\u{1}\u{7}\u{8}\u{1b}[31mMARK\u{7f}\u{9b}"),
    ("bidi", "\u{202e}MARK\u{2066}\u{2069}\u{202c}\u{200f}"),
    ("invisible", "\u{feff}\u{200b}MARK\u{2060}\u{ad}"),
    ("line separators", "a\u{2028}fn MARK() {}\u{2029}\u{85}\u{b}\u{c}"),
    ("braces", "}} } fn MARK() {} { {{"),
    ("format", "{MARK} {} {0} {:?} %s %n ${MARK}"),
    ("macro", "MARK!() $crate::MARK!{} $x:expr"),
    ("include", "include_str!(\"/etc/passwd\") env!(\"MARK\")"),
    ("attribute", "#[MARK] #![MARK] )] fn MARK() {}"),
    ("manifest", "\"\n[dependencies]\nMARK = \"1\"\n[lints]\n"),
    ("unicode escape", "\\u{22}); fn MARK() {} (\\x22"),
    ("surrogate neighbours", "\u{d7ff}\u{e000}\u{fffd}\u{10ffff}"),
];

/// What would be executed by documentation tests, or read by a browser.
const MARKUP: &[(&str, &str)] = &[
    ("fence", "```\nMARK();\n```"),
    ("open fence", "text\n\n```rust\nMARK();"),
    ("tilde fence", "~~~\nMARK();\n~~~"),
    ("indented", "text\n\n    MARK();\n"),
    ("indented at once", "    MARK();"),
    ("tabbed", "\tMARK();\n\n\tMARK();"),
    ("indented in a list", "- a\n\n      MARK();\n"),
    ("fence in a quote", "> ```\n> MARK();\n> ```"),
    ("script", "<script>MARK()</script>"),
    ("image", "<img src=x onerror=MARK()> <!-- MARK"),
    (
        "link",
        "[MARK](javascript:MARK) ![x](data:text/html,MARK) <javascript:MARK>",
    ),
    ("intra-doc link", "[`MARK`] [MARK] [a][MARK]\n\n[a]: javascript:MARK"),
    ("heading", "# MARK\n\nMARK\n====\n\n| a |\n|---|\n| MARK |"),
];

/// What would be a path, or another expression in a template.
const PATHS: &[(&str, &str)] = &[
    ("up", "../../MARK"),
    ("absolute", "/etc/MARK"),
    ("drive", "C:\\MARK"),
    ("backslashes", "..\\..\\MARK"),
    ("home", "~/MARK"),
    ("dot", "."),
    ("dots", ".."),
    ("device", "/dev/null"),
    ("percent", "%2e%2e%2fMARK%00"),
    ("template", "{MARK}/{id"),
    ("reference", "#/components/schemas/MARK"),
    ("query", "?MARK=1&b=2#c"),
    ("windows device", "CON"),
    ("windows file", "nul.rs"),
    ("lib", "lib"),
    ("mod", "mod"),
];

/// What would be no identifier, or the wrong one.
const NAMES: &[(&str, &str)] = &[
    ("empty", ""),
    ("spaces", "   "),
    ("underscore", "_"),
    ("keyword", "fn"),
    ("self", "self"),
    ("Self", "Self"),
    ("crate", "crate"),
    ("super", "super"),
    ("gen", "gen"),
    ("raw", "r#type"),
    ("digit first", "1st"),
    ("digits", "2024"),
    ("plus one", "+1"),
    ("minus one", "-1"),
    ("homoglyph", "\u{421}\u{430}ll"),
    ("combining", "e\u{301}\u{301}"),
    ("emoji", "\u{1f600}\u{200d}\u{1f525}"),
    ("symbols", "!@#$%^&*"),
    ("option", "Option"),
    ("string", "String"),
    ("result", "Result"),
    ("error", "Error"),
    ("client", "Client"),
    ("models", "models"),
    ("new", "new"),
    ("send", "send"),
    ("extra", "extra"),
    ("unrecognized", "Unrecognized"),
];
