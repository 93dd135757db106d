//! The Rust side: the public surface of generated crates as sorted one-line items, and what a change of it does to code.
//!
//! In: the `syn` items that [`callspec_codegen::emit`] makes, or those of files that were generated earlier. There is no second
//! rendering of the IR, so that what is judged here is what is written. Out: items, and the changes between two surfaces
//! with the bump that Rust's rules ask for.

use std::collections::BTreeMap;

mod changes;
mod derives;
mod files;
mod items;
mod meaning;
mod text;

pub use changes::{Change, compare};
pub use files::parsed;
pub(super) use files::{digest_of, digest_of_files, of};

/// Kinds of items; those of one path and different kinds stand beside each other, such as a field and its setter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// A module of a client.
    Module,
    /// A struct.
    Struct,
    /// An enum.
    Enum,
    /// A type alias.
    Alias,
    /// A constant.
    Constant,
    /// A public field.
    Field,
    /// A variant.
    Variant,
    /// A method or associated function.
    Function,
    /// An implemented trait.
    Trait,
}

/// One public item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As shown: `kathan::models::UpdateCallRequest::label: Option<String>`.
    pub line: String,
    /// What is compared: with full paths, without the names of arguments.
    pub exact: String,
    /// Whether it is there with the feature `testing` only.
    pub testing: bool,
    /// Whether it is `#[non_exhaustive]`.
    pub open: bool,
    /// Whether it is `#[deprecated]`.
    pub deprecated: bool,
    /// The arguments of a function, with their types.
    pub arguments: Vec<(String, String)>,
    /// What each argument is on the wire; empty where that is not known, as in files that were generated earlier.
    pub sent: Vec<Option<String>>,
    /// Of what builds a client: whether it fails where no base URL was given; `None` where that is not known.
    pub needs_base_url: Option<bool>,
}

/// What identifies an item: its path and kind.
pub type Key = (String, ItemKind);

/// The public surface of a provider's two crates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items, sorted.
    pub items: BTreeMap<Key, Item>,
}

impl Surface {
    /// The items, one per line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.items.values().map(|item| item.line.as_str())
    }
}
