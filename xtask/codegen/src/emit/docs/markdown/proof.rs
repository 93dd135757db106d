//! The proof by rustdoc: a crate whose items carry the descriptions of real documents, built with every
//! warning denied. Ignored by default, since it takes minutes and needs documents:
//!
//! ```text
//! CALLSPEC_CORPUS=<folder of OpenAPI documents> cargo test -p callspec-codegen proof -- --ignored --nocapture
//! ```

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_yaml::Value;

use super::table::TABLE;
use super::{markdown, sentence};

/// Descriptions that documents should not have.
const HOSTILE: &[&str] = &[
    "```\nstd::fs::write(\"/tmp/marker\", \"\").unwrap();\n```",
    "```rust\npanic!()\n",
    "~~~\npanic!()\n~~~",
    "text\n\n    panic!()",
    "- item\n\n  ```\n  panic!()\n  ```\n\n      panic!()",
    "> ```should_panic\n> fine()",
    "1. a\n\n       panic!()",
    "<script>alert(1)</script> and <img src=x onerror=alert(1)>",
    "<pre><code>panic!()</code></pre>",
    "<div>\n\n    panic!()\n\n</div>",
    "[foo] [Foo::bar] [ ] [`Foo`] [Foo](Foo::bar) [a][b] ![c](d) [^1] [^d]\n\n[^d]: note",
    "[b]: ./b\n[c]: https://example.com/c\n\n[b], [c], [to][c]",
    "see https://example.com/a_b?c=d#e, (http://example.com/x) and www.example.com, mail@example.com",
    "\u{202e}evil\u{202c} \u{2066}a\u{2069} nul\0 cr\rlf \u{200b}zero",
    "&#x202e; &#0; &lt;script&gt;",
    "- a\nlazy\n- b\n      over\n  - c\nlazy\n1. x\n   - y\n2) z",
    "| a | b |\n|---|---|\n| `x|y` | [q] |\n\na | b\n--|--\n<t> | c",
    "a\n***\nb\n===\n# c\n###### d ######\n#### `e`",
    "# Errors\n\n# Panics\n\n# Safety\n\n# Examples",
    "TODO: [ ] open\n- [ ] task\n- [x] done",
    "*/ /* \"\"\" r#\" \\u{202e} ${x} {{y}}",
    "Vec<String> and HashMap<K, V>, <T>, </p>, <!-- x -->, <!DOCTYPE html>, <?php ?>",
];

#[test]
#[ignore = "runs rustdoc, clippy and the documentation tests over a corpus"]
fn rustdoc_takes_every_description() {
    let corpus = env::var_os("CALLSPEC_CORPUS")
        .map(PathBuf::from)
        .expect("CALLSPEC_CORPUS names a folder");
    let mut texts: BTreeSet<String> = HOSTILE.iter().map(|&text| text.to_owned()).collect();
    texts.extend(TABLE.iter().map(|(before, _)| (*before).to_owned()));
    for entry in fs::read_dir(corpus).unwrap() {
        collect(&document(&entry.unwrap().path()), &mut texts);
    }
    let folder = env::temp_dir().join("callspec-markdown-proof");
    write_crate(&folder, &texts);
    println!("{} descriptions", texts.len());
    run(
        &folder,
        &["clippy", "--quiet", "--", "-D", "warnings", "-D", "missing_docs"],
    );
    run(&folder, &["doc", "--quiet"]);
    let tests = run(&folder, &["test", "--doc"]);
    assert!(tests.contains("running 0 tests"), "{tests}");
    for page in fs::read_dir(folder.join("target/doc/markdown_proof")).unwrap() {
        let page = page.unwrap().path();
        let text = if page.is_file() {
            fs::read_to_string(page).unwrap()
        } else {
            String::new()
        };
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x"));
    }
}

fn document(path: &Path) -> Value {
    // One document has a bound below the least `i64`, which no value type holds.
    let text = fs::read_to_string(path).unwrap().replace("9223372036854776000", "0");
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => serde_json::from_str(&text).unwrap(),
        Some("yaml" | "yml") => serde_yaml::from_str(&text).unwrap(),
        _ => Value::Null,
    }
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(members) => {
            for (key, value) in members {
                if let (Some("description" | "summary" | "title"), Value::String(text)) = (key.as_str(), value) {
                    texts.insert(text.clone());
                }
                collect(value, texts);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, texts)),
        _ => {}
    }
}

fn write_crate(folder: &Path, texts: &BTreeSet<String>) {
    let manifest = "[package]\nname = \"markdown-proof\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    // Variants, since a page for each description would take gigabytes.
    let mut code = String::from("//! Descriptions.\n");
    for (number, texts) in texts.iter().collect::<Vec<_>>().chunks(200).enumerate() {
        for (name, lines) in [("Text", markdown as fn(&str) -> Vec<String>), ("Summary", sentence)] {
            writeln!(
                code,
                "\n/// Descriptions.\n#[derive(Debug)]\npub enum {name}{number} {{"
            )
            .unwrap();
            for (variant, text) in texts.iter().enumerate() {
                let lines = lines(text);
                assert_eq!(markdown(&lines.join("\n")), lines, "{text:?}");
                for line in if lines.is_empty() {
                    vec!["Nothing.".to_owned()]
                } else {
                    lines
                } {
                    writeln!(code, "{}", format!("    /// {line}").trim_end()).unwrap();
                }
                writeln!(code, "    V{variant},").unwrap();
            }
            code.push_str("}\n");
        }
    }
    fs::write(folder.join("src/lib.rs"), code).unwrap();
}

/// Runs cargo with all warnings denied, and gives what it wrote.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let deny = "-D warnings -D rustdoc::unescaped_backticks";
    let mut command = Command::new("cargo");
    command
        .args(arguments)
        .current_dir(folder)
        .env("RUSTDOCFLAGS", deny)
        .env("CARGO_TARGET_DIR", folder.join("target"));
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    let start: String = text.chars().take(20_000).collect();
    assert!(output.status.success(), "cargo {arguments:?}:\n{start}");
    text
}
