//! Writes files out as text: prettyplease for the code, empty items for the blank lines. Text is never edited.
//!
//! In: the files of [`crate::emit`]. Out: their texts, in the same order. Each file is built and written on one thread,
//! as many at once as there are cores.

mod space;

use crate::emit::{Content, File};
use crate::parallel;

/// A file as it is on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its path below the output folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Writes all files out.
pub fn layout(files: Vec<File>) -> Vec<TextFile> {
    // Where no thread can be had, it only takes longer.
    parallel::map(files.iter().collect(), write).unwrap_or_else(|_| files.iter().map(write).collect())
}

fn write(file: &File) -> TextFile {
    let text = match &file.content {
        Content::Text(text) => text.clone(),
        Content::Rust(rust) => format!(
            "{}\n\n{}",
            rust.header,
            prettyplease::unparse(&space::spaced(rust.build()))
        ),
    };
    TextFile {
        path: file.path.clone(),
        text,
    }
}
