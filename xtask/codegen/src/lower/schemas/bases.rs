//! What `normalise` found out: the own members of components that others extend, of which it makes components that the text has
//! not, and the types of resources.

use crate::document::Base;
use crate::ir::Pointer;
use crate::lower::schemas::Schemas;

impl<'a> Schemas<'a> {
    /// Whose own members a component has, if it was made for such.
    pub(crate) fn base(&self, name: &str) -> Option<&'a Base> {
        self.facts.bases.get(name)
    }

    /// Whether what stands at a pointer is the type of a resource that the document tells in other places only.
    pub(crate) fn is_found_out(&self, pointer: &Pointer) -> bool {
        self.facts.resource_types.contains(&pointer.0)
    }

    /// A pointer as the text has it: a parent's own members stand at the parent.
    pub(crate) fn as_written(&self, pointer: &Pointer) -> Pointer {
        Pointer(self.facts.written(&pointer.0).into_owned())
    }
}
