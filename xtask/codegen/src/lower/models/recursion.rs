//! What is known of inline schemas while they are made: which are open, and which were met inside themselves.

use std::collections::HashMap;

use crate::ir::{Flow, Pointer, Type, TypeId};
use crate::lower::models::site::Site;

/// The inline schemas that are being made, and those that take part in a recursion.
#[derive(Debug, Default)]
pub(super) struct Recursion {
    /// Those that are being made, with the type of those that have been met again meanwhile.
    pub(super) open: HashMap<Pointer, (Site, Option<TypeId>)>,
    /// The types of those that take part in a recursion.
    pub(super) made: HashMap<Key, Type>,
    /// How often one has been met again.
    pub(super) met_again: usize,
}

/// What the type of an inline schema depends on: its place, the direction, and whether it is part of a form.
pub(super) type Key = (Pointer, Flow, bool);
