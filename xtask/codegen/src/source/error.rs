//! Why a file cannot be read.

use std::io;

use super::MAX_BYTES;

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The system refuses.
    #[error("cannot read {path}: {error}")]
    Io {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// Not a regular file.
    #[error("cannot read {path}: not a file")]
    NotAFile {
        /// The file.
        path: String,
    },
    /// The file is larger than any document.
    #[error("cannot read {path}: larger than {} MiB", MAX_BYTES >> 20)]
    TooLarge {
        /// The file.
        path: String,
    },
    /// Not UTF-8.
    #[error("cannot read {path}: not UTF-8 from byte {offset} on")]
    NotUtf8 {
        /// The file.
        path: String,
        /// The first byte that is not UTF-8.
        offset: usize,
    },
    /// A referenced file lies outside the root document's folder.
    #[error("{path} lies outside the folder of the document")]
    Outside {
        /// The file, as the reference spells it.
        path: String,
    },
}
