//! Files that are not on the disk: those of a revision, by their paths.

use std::fmt;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{File, FileId, LoadError, Source, shown};

/// Gives the text of a file by its path.
type Reader = dyn Fn(&Path) -> io::Result<String> + Send + Sync;

/// Where files are that are not on the disk; each is read when a reference leads to it.
#[derive(Clone)]
pub struct Stored(Arc<Reader>);

impl Stored {
    /// Files by what reads them: a path, without `.` and `..`, to a text.
    pub fn new(read: impl Fn(&Path) -> io::Result<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }
}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stored(..)")
    }
}

impl Source {
    /// A source whose files are these and no others; diagnostics call the root by its path.
    ///
    /// # Errors
    ///
    /// Where the root cannot be read.
    pub fn from_stored(files: &Stored, root: &Path) -> Result<Self, LoadError> {
        let mut source = Self {
            files: Vec::new(),
            mounts: Vec::new(),
            folder: root.parent().map(Path::to_owned),
            stored: Some(files.clone()),
        };
        source.open_stored(root, &shown(root))?;
        Ok(source)
    }

    /// Finds or loads a stored file.
    pub(super) fn open_stored(&mut self, path: &Path, spelled: &str) -> Result<FileId, LoadError> {
        let failed = |error| LoadError::Io {
            path: spelled.to_owned(),
            error,
        };
        let missing = || failed(io::ErrorKind::NotFound.into());
        let path = normal(path).ok_or_else(missing)?;
        if let Some(known) = self.files.iter().position(|file| file.path.as_ref() == Some(&path)) {
            return Ok(known);
        }
        let Stored(read) = self.stored.as_ref().ok_or_else(missing)?;
        let text = read(&path).map_err(failed)?;
        self.files.push(File::new(shown(&path), Some(path), text));
        Ok(self.files.len() - 1)
    }
}

/// A path without `.` and `..`, by its text alone; `None` where it climbs above its root.
pub fn normal(path: &Path) -> Option<PathBuf> {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                if !normal.pop() {
                    return None;
                }
            }
            other => normal.push(other),
        }
    }
    Some(normal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_files_find_each_other_and_nothing_else() {
        let texts = Stored::new(|path| {
            let text = match path.to_str() {
                Some("specs/a.yaml") => "openapi: 3.0.3",
                Some("specs/parts/b.yaml") => "b: 1",
                Some("other/c.yaml") => "c: 1",
                _ => return Err(io::ErrorKind::NotFound.into()),
            };
            Ok(text.to_owned())
        });
        let mut source = Source::from_stored(&texts, Path::new("specs/a.yaml")).unwrap();
        let part = source.open(0, "./parts/../parts/b.yaml").unwrap();
        assert_eq!(
            (source.file_name(part), source.text(part)),
            ("specs/parts/b.yaml", "b: 1")
        );
        assert!(matches!(
            source.open(0, "../other/c.yaml"),
            Err(LoadError::Outside { .. })
        ));
        assert!(matches!(source.open(0, "c.yaml"), Err(LoadError::Io { .. })));
    }
}
