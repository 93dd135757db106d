//! The own members of components that others extend: `normalise` makes components of them, which the text has not.
//!
//! In: a component with `x-base-of`. Out: whose members it has, and where they stand in the text.

use openapiv3::{ReferenceOr, Schema};

use crate::ir::Pointer;
use crate::lower::references::place;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::View;
use crate::pointer::unescape;

/// The key of the component whose own members a component has.
pub(crate) const BASE_OF: &str = "x-base-of";

/// What a component has whose members no value consists of alone.
const IS_ABSTRACT: &str = "x-is-abstract";

/// The component whose own members a component has, and whether no value is one of these alone.
pub(crate) fn base_of(schema: &ReferenceOr<Schema>) -> Option<(&str, bool)> {
    let view = View::new(schema.as_item()?);
    Some((view.text_extension(BASE_OF)?, view.extension(IS_ABSTRACT).is_some()))
}

impl<'a> Schemas<'a> {
    /// A pointer without the components that only `normalise` made: a parent's own members stand at the parent.
    pub(crate) fn as_written(&self, pointer: &Pointer) -> Pointer {
        let parts = || {
            let rest = pointer.0.strip_prefix("/components/schemas/")?;
            let (name, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let (parent, _) = base_of(self.component(&unescape(name))?)?;
            Some(Pointer(format!("{}{rest}", place::<Schema>(parent).0)))
        };
        parts().unwrap_or_else(|| pointer.clone())
    }
}
