//! The guide's form. In: the sources of this crate. Out: the lines of code in their documentation that a reader would have to
//! scroll for.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// As many characters as the column of a documentation page shows on a window of 1,200 pixels.
const WIDTH: usize = 80;

/// All Rust files below a folder.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// The lines of code that a page shows, each with its number.
fn shown(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(at, line)| {
        let line = line.trim_start();
        let line = line.strip_prefix("//!").or_else(|| line.strip_prefix("///"))?;
        let line = line.strip_prefix(' ').unwrap_or(line);
        if line.starts_with("```") {
            inside = !inside;
            return None;
        }
        let hidden = line.trim_start() == "#" || line.trim_start().starts_with("# ");
        (inside && !hidden).then_some((at + 1, line))
    })
}

#[test]
fn no_line_of_code_is_wider_than_its_column() {
    let mut seen = 0;
    let mut wide = Vec::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap() {
        for (at, line) in shown(&fs::read_to_string(&path).unwrap()) {
            seen += 1;
            if line.chars().count() > WIDTH {
                wide.push(format!("{}:{at}: {line}", path.display()));
            }
        }
    }
    assert!(seen > 100, "only {seen} lines of code were found");
    assert!(wide.is_empty(), "wider than {WIDTH} characters:\n{}", wide.join("\n"));
}

#[test]
fn what_is_shown_is_told_from_what_is_hidden() {
    let page =
        "//! text\n//! ```\n//! shown();\n//! # hidden();\n//! #\n//!     #[test]\n//! ```\n//! # Title\ncode();";
    assert_eq!(shown(page).collect::<Vec<_>>(), [(3, "shown();"), (6, "    #[test]")]);
}
