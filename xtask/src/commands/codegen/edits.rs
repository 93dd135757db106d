//! Which files somebody edited before a run overwrote them.
//!
//! In: the texts that files of the generated folder had, as the last run here wrote them and as the last commit has them.
//! Out: whether a text is neither. Where nothing is known of a file, nothing is said of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use callspec_codegen::layout::TextFile;
use callspec_diff::git::Git;

/// The file with the numbers of the texts that the last run wrote, below the root of the project.
const FILE: &str = "target/codegen.files";

/// What the texts of generated files were before this run.
pub(super) struct Before {
    /// The number of each text that the last run wrote, by the path from the folder.
    written: BTreeMap<String, String>,
    /// The texts of the last commit, by the path from the root; `None` where git does not tell.
    committed: Option<BTreeMap<PathBuf, String>>,
    /// The generated folder, seen from the root.
    folder: String,
}

impl Before {
    /// What is known of the files of a folder of a project.
    pub(super) fn of(root: &Path, folder: &str) -> Self {
        let text = fs::read_to_string(root.join(FILE)).unwrap_or_default();
        let entry = |line: &str| {
            line.split_once(' ')
                .map(|(number, path)| (path.to_owned(), number.to_owned()))
        };
        Self {
            written: text.lines().filter_map(entry).collect(),
            committed: Git(root.to_owned()).texts("HEAD", Path::new(folder)).ok(),
            folder: folder.to_owned(),
        }
    }

    /// Whether a text that a file had is an edit: neither what the last run wrote nor what was committed.
    pub(super) fn is_edit(&self, path: &str, text: &str) -> bool {
        let committed = self.committed.as_ref();
        let committed = committed.and_then(|texts| texts.get(&Path::new(&self.folder).join(path)));
        // git may write lines in another way than it keeps them.
        let is_same = |other: &String| other.lines().eq(text.lines());
        match (self.written.get(path), committed) {
            (None, None) => false,
            (Some(written), _) if *written == number(text) => false,
            (_, committed) => !committed.is_some_and(is_same),
        }
    }
}

/// Remembers the texts of a run.
pub(super) fn remember(root: &Path, files: &[TextFile]) {
    let mut text = String::new();
    for file in files {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{} {}", number(&file.text), file.path);
    }
    // A project without `target` has nothing that remembers; what is not kept is not told of.
    let _ = fs::write(root.join(FILE), text);
}

fn number(text: &str) -> String {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_neither_what_was_written_nor_what_was_committed() {
        let texts = |text: &str| Some(BTreeMap::from([(PathBuf::from("generated/a.rs"), text.to_owned())]));
        let written = |text: &str| BTreeMap::from([("a.rs".to_owned(), number(text))]);
        for (before, committed, is_edit) in [
            (BTreeMap::new(), None, false),
            (BTreeMap::new(), Some(BTreeMap::new()), false),
            (BTreeMap::new(), texts("now\r\n"), false),
            (BTreeMap::new(), texts("other\n"), true),
            (written("now\n"), texts("other\n"), false),
            (written("other\n"), texts("now\n"), false),
            (written("other\n"), texts("other\n"), true),
            (written("other\n"), None, true),
        ] {
            let before = Before {
                written: before,
                committed,
                folder: "generated".to_owned(),
            };
            assert_eq!(before.is_edit("a.rs", "now\n"), is_edit, "{:?}", before.committed);
        }
    }
}
