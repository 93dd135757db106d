//! The documents that are measured. In: this project's specs, and the folder of other people's where there is one. Out:
//! names and files, the smallest first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use callspec_codegen::read;
use callspec_codegen::report::Report;
use callspec_codegen::source::Source;
use callspec_corpus as corpus;

/// A document.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Small letters, digits and `-`.
    pub(super) name: String,
    /// Its file.
    pub(super) file: PathBuf,
    /// The file's size.
    pub(super) bytes: u64,
}

/// Smaller documents say only how long a process takes to start.
const SMALLEST: u64 = 5_000;

/// Bytes below which a document is measured in a trial.
pub(super) const SMALL: u64 = 100_000;

/// All of two folders, named by `name_of`.
pub(super) fn all(root: &Path, corpus: &Path, name_of: fn(&Path) -> String) -> io::Result<Vec<Document>> {
    let mut files = corpus::documents(&root.join("specs"), name_of)?;
    if corpus.is_dir() {
        files.extend(corpus::documents(corpus, name_of)?);
    }
    let sized = |(name, file): (String, PathBuf)| {
        fs::metadata(&file).map(|data| Document {
            name,
            file,
            bytes: data.len(),
        })
    };
    let mut documents = files.into_iter().map(sized).collect::<io::Result<Vec<_>>>()?;
    documents.retain(|document| document.bytes >= SMALLEST);
    documents.sort_by_key(|document| document.bytes);
    Ok(documents)
}

/// A document as a value; `None` where it cannot be read.
pub(super) fn value(file: &Path) -> Option<Value> {
    let mut source = Source::load_as(file, &file.display().to_string()).ok()?;
    read::read(&mut source, &mut Report::default())
}
