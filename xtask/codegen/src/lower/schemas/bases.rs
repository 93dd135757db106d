//! The own members of components that others extend: `normalise` makes components of them, which the text has not.

use crate::document::Base;
use crate::ir::Pointer;
use crate::lower::schemas::Schemas;

impl<'a> Schemas<'a> {
    /// Whose own members a component has, if it was made for such.
    pub(crate) fn base(&self, name: &str) -> Option<&'a Base> {
        self.facts.bases.get(name)
    }

    /// A pointer as the text has it: a parent's own members stand at the parent.
    pub(crate) fn as_written(&self, pointer: &Pointer) -> Pointer {
        Pointer(self.facts.written(&pointer.0).into_owned())
    }
}
