//! Writes files out as text: prettyplease for the code, empty items for the blank lines. Text is never edited.
//!
//! In: the files of [`crate::emit`]. Out: their texts, in the same order. Each file is built and written on one thread,
//! as many at once as there are cores.

mod space;

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::emit::{Content, File};

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
    let cores = thread::available_parallelism()
        .map_or(1, NonZero::get)
        .min(files.len().max(1));
    if cores == 1 {
        return files.iter().map(write).collect();
    }
    // Files differ in size by orders of magnitude, so each thread takes the next file and not a share.
    let next = AtomicUsize::new(0);
    let work = || {
        let mut texts = Vec::new();
        while let Some((index, file)) = take(&next, &files) {
            texts.push((index, write(file)));
        }
        texts
    };
    let mut texts: Vec<(usize, TextFile)> = thread::scope(|scope| {
        let workers: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut texts = work();
        for worker in workers {
            match worker.join() {
                Ok(more) => texts.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        texts
    });
    texts.sort_by_key(|(index, _)| *index);
    texts.into_iter().map(|(_, text)| text).collect()
}

fn take<'f, 'a>(next: &AtomicUsize, files: &'f [File<'a>]) -> Option<(usize, &'f File<'a>)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    files.get(index).map(|file| (index, file))
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
