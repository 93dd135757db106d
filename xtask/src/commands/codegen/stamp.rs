//! Whether a run of `codegen` has nothing to do, told without generating.
//!
//! In: the tool, the documents, what is written by hand around the crates, and the generated folder. Out: one number over all of these, which a run that ended well
//! leaves in `target` together with what it said. The stamp holds no text of a generated file: it can say that all is as
//! that run left it, and nothing else. Whatever differs, be it in the tool, a document, a file of the folder or the stamp
//! itself, means the whole run.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::path::{Path, PathBuf};

use super::workspace;
use crate::commands::place::Spec;
use callspec_codegen::layout::TextFile;
use callspec_codegen::source::Source;
use callspec_codegen::tree;

/// The stamp's file, below the root of the project.
const FILE: &str = "target/codegen.stamp";

/// The stamp of one project.
pub(super) struct Stamp {
    file: PathBuf,
    /// The tool, the documents, and what stands around the crates.
    inputs: u64,
}

impl Stamp {
    /// The stamp of a project and its documents, as they have been read; `None` where the project has no `target`, or
    /// the system cannot tell one build of the tool from another.
    pub(super) fn of(root: &Path, documents: &[(Spec, Source)]) -> Option<Self> {
        let file = root.join(FILE);
        if !file.parent()?.is_dir() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        tool()?.hash(&mut hasher);
        for (spec, source) in documents {
            (&spec.name, &spec.shown, source.text(0)).hash(&mut hasher);
        }
        workspace::hash(root, &mut hasher);
        let inputs = hasher.finish();
        Some(Self { file, inputs })
    }

    /// What the last run said, if nothing has changed since.
    pub(super) fn lines(&self, folder: &Path) -> Option<String> {
        let text = fs::read_to_string(&self.file).ok()?;
        let (number, lines) = text.split_once('\n')?;
        let mut hasher = self.hasher(lines);
        tree::hash(folder, &mut hasher).ok()?;
        (number == shown(&hasher)).then(|| lines.to_owned())
    }

    /// Remembers which files the documents became, and what was said of them. The files are those that were made and not
    /// those of the folder, where somebody may have been at work meanwhile.
    pub(super) fn keep(&self, files: &[TextFile], lines: &str) {
        let mut hasher = self.hasher(lines);
        if tree::hash_files(files, &mut hasher).is_ok() {
            // Without a stamp the next run takes longer, which is no fault of this one.
            let _ = fs::write(&self.file, format!("{}\n{lines}", shown(&hasher)));
        }
    }

    /// Forgets the last run, as the folder is about to change: what is left of a run that is killed wants a whole one.
    pub(super) fn remove(&self) {
        // One that stays fits nothing but what it was made for.
        let _ = fs::remove_file(&self.file);
    }

    fn hasher(&self, lines: &str) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        (self.inputs, lines).hash(&mut hasher);
        hasher
    }
}

fn shown(hasher: &DefaultHasher) -> String {
    format!("{:016x}", hasher.finish())
}

/// What tells this build of the tool from any other: each is a file of its own, written at a time of its own.
fn tool() -> Option<impl Hash> {
    let metadata = fs::metadata(env::current_exe().ok()?).ok()?;
    #[cfg(unix)]
    let file = {
        use std::os::unix::fs::MetadataExt as _;
        (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
    };
    #[cfg(not(unix))]
    let file = ();
    Some((metadata.len(), metadata.modified().ok()?, file))
}
