//! Files that are not on the disk: those of a revision, by their paths.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{File, FileId, LoadError, Source, shown};

/// Texts by path.
pub type Stored = Arc<BTreeMap<PathBuf, String>>;

impl Source {
    /// A source whose files are these and no others; diagnostics call the root by its path.
    ///
    /// # Errors
    ///
    /// Where the root is none of them.
    pub fn from_stored(texts: &Stored, root: &Path) -> Result<Self, LoadError> {
        let mut source = Self {
            files: Vec::new(),
            mounts: Vec::new(),
            folder: root.parent().map(Path::to_owned),
            stored: Some(Arc::clone(texts)),
        };
        source.open_stored(root, &shown(root))?;
        Ok(source)
    }

    /// Finds or loads a stored file.
    pub(super) fn open_stored(&mut self, path: &Path, spelled: &str) -> Result<FileId, LoadError> {
        let missing = || LoadError::Io {
            path: spelled.to_owned(),
            error: io::ErrorKind::NotFound.into(),
        };
        let path = normal(path).ok_or_else(missing)?;
        if let Some(known) = self.files.iter().position(|file| file.path.as_ref() == Some(&path)) {
            return Ok(known);
        }
        let text = self.stored.as_ref().and_then(|texts| texts.get(&path));
        let text = text.ok_or_else(missing)?.clone();
        self.files.push(File::new(shown(&path), Some(path), text));
        Ok(self.files.len() - 1)
    }
}

/// A path without `.` and `..`, by its text alone; `None` where it climbs above its root.
pub(super) fn normal(path: &Path) -> Option<PathBuf> {
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
        let texts: Stored = Arc::new(BTreeMap::from([
            (PathBuf::from("specs/a.yaml"), "openapi: 3.0.3".to_owned()),
            (PathBuf::from("specs/parts/b.yaml"), "b: 1".to_owned()),
            (PathBuf::from("other/c.yaml"), "c: 1".to_owned()),
        ]));
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
