//! Examples: which of those that the document has for a place is shown.

use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};
use serde_json::Value as Json;

use crate::ir::Pointer;
use crate::lower::references::Components;
use crate::lower::schemas::Schemas;
use crate::lower::schemas::view::Node;

/// What a place shows of its values: its example, or the first of its examples, or that of its schema.
pub(super) fn stated<'a>(
    (example, examples): (Option<&'a Json>, &'a IndexMap<String, ReferenceOr<Example>>),
    node: Option<&Node<'a>>,
    components: Components<'a>,
    schemas: &Schemas<'a>,
) -> Option<Json> {
    let value = |example: &'a ReferenceOr<Example>| components.resolve(example, Pointer::default)?.value.value.as_ref();
    let stated = example.or_else(|| examples.values().find_map(value)).cloned();
    stated.or_else(|| schemas.example(node?))
}
