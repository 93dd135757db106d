//! The own members of components that others extend: `normalise` makes components of them, which the text has not.
//!
//! In: a component with `x-base-of`. Out: its type's name, which gives way to those of the document, and its place in the text.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use crate::ir::Pointer;
use crate::lower::models::{Lowering, SCHEMAS, unescape};
use crate::lower::names;
use crate::lower::schemas::view::View;

/// The key of the component whose own members a component has.
pub(crate) const BASE_OF: &str = "x-base-of";

/// What a component has whose members no value consists of alone.
const IS_ABSTRACT: &str = "x-is-abstract";

impl<'a> Lowering<'a> {
    /// The members that a parent and all that extends it have are a type after that: the document has no name for them.
    pub(crate) fn reserve_base(&mut self, name: &'a str, parent: &str, pointer: &Pointer) {
        let of = self.chosen_name(parent).unwrap_or_else(|| names::type_name(parent));
        let id = self.reserve(&names::type_name(&format!("{of}Base")), pointer, false);
        self.wanted[id.index()].told = Some(format!("BaseOf{of}"));
        self.wanted[id.index()].wire = format!("base of {parent}");
        self.types[id.index()].pointer = Pointer(SCHEMAS.to_owned()).child(parent);
        self.components.insert(name, id);
    }
}

/// The component whose own members a component has, and whether no value is one of these alone.
pub(crate) fn base_of(schema: &ReferenceOr<Schema>) -> Option<(&str, bool)> {
    let view = View::new(schema.as_item()?);
    Some((view.text_extension(BASE_OF)?, view.extension(IS_ABSTRACT).is_some()))
}

/// A pointer without the components that only `normalise` made: a parent's own members stand at the parent.
pub(crate) fn as_written(pointer: &Pointer, schemas: Option<&IndexMap<String, ReferenceOr<Schema>>>) -> Pointer {
    let parts = || {
        let rest = pointer.0.strip_prefix(SCHEMAS)?.strip_prefix('/')?;
        let (name, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (parent, _) = base_of(schemas?.get(&unescape(name))?)?;
        Some(Pointer(format!(
            "{}{rest}",
            Pointer(SCHEMAS.to_owned()).child(parent).0
        )))
    };
    parts().unwrap_or_else(|| pointer.clone())
}
