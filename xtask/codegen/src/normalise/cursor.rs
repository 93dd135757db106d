//! Where a walk is: a JSON pointer that grows on the way in and shrinks on the way out.

use std::fmt::Write as _;

use crate::ir::Pointer;
use crate::pointer;

/// A JSON pointer (RFC 6901) that follows a walk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cursor(String);

impl Cursor {
    /// A walk that begins at a pointer.
    pub(crate) fn at(pointer: &str) -> Self {
        Self(pointer.to_owned())
    }

    /// Steps into a key; the mark goes back to [`Cursor::leave`].
    pub(crate) fn enter(&mut self, key: &str) -> usize {
        let mark = self.0.len();
        pointer::push(&mut self.0, key);
        mark
    }

    /// Steps into an element of an array.
    pub(crate) fn enter_index(&mut self, index: usize) -> usize {
        let mark = self.0.len();
        // Writing to a string cannot fail.
        let _ = write!(self.0, "/{index}");
        mark
    }

    /// Steps down a path of escaped tokens: `oneOf/0`.
    pub(crate) fn enter_path(&mut self, path: &str) -> usize {
        let mark = self.0.len();
        self.0.push('/');
        self.0.push_str(path);
        mark
    }

    /// Steps out to where the mark was taken.
    pub(crate) fn leave(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    /// The pointer of this place.
    pub(crate) fn pointer(&self) -> Pointer {
        Pointer(self.0.clone())
    }

    /// The pointer of a key of this place.
    pub(crate) fn child(&self, key: &str) -> Pointer {
        Pointer(pointer::join(&self.0, key))
    }

    /// The pointer's text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// A key as a token of a JSON pointer.
pub(crate) fn escape(key: &str) -> String {
    let mut text = String::with_capacity(key.len());
    pointer::push_escaped(&mut text, key);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_in_and_out() {
        let mut place = Cursor::default();
        let root = place.enter("paths");
        let item = place.enter("/a~b");
        place.enter_index(3);
        assert_eq!(place.as_str(), "/paths/~1a~0b/3");
        place.leave(item);
        assert_eq!(place.child("x/y"), Pointer("/paths/x~1y".into()));
        place.leave(root);
        assert_eq!(place.pointer(), Pointer::default());
    }

    #[test]
    fn escapes_both_ways() {
        for key in ["", "a", "~", "/", "~1", "a/b~0c"] {
            assert_eq!(pointer::unescape(&escape(key)), key);
        }
    }
}
