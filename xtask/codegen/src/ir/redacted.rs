//! What `Debug` does not print: values that nobody has described, and those that are sensitive. In: a type, and whether the place is
//! sensitive. Out: whether the names of members stand for the value.

use super::{Api, Shape, Type};
use crate::depth::Depth;

impl Api {
    /// Whether a value of a type is printed by the names of its members alone.
    ///
    /// Free JSON always is: it may hold whatever the server put there, a token in `meta` or the repeated input among them. All else
    /// is where the place is sensitive, but for what keeps its own secrets.
    pub fn is_redacted(&self, ty: &Type, sensitive: bool) -> bool {
        self.is_redacted_within(ty, sensitive, Depth::default())
    }

    fn is_redacted_within(&self, ty: &Type, sensitive: bool, depth: Depth) -> bool {
        // What is deeper is not looked at, and so not printed.
        let Some(below) = depth.below() else { return true };
        match ty {
            Type::Json | Type::JsonObject => true,
            Type::Secret | Type::File | Type::Null => false,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
                self.is_redacted_within(inner, sensitive, below)
            }
            Type::Tuple { items, more, rest } => {
                let mut all = items.iter().chain(more).chain(rest.as_deref());
                all.any(|item| self.is_redacted_within(item, sensitive, below))
            }
            Type::Named(id) => match &self.type_def(*id).shape {
                Shape::Alias(target) => self.is_redacted_within(target, sensitive, below),
                // What holds a file has no JSON form to take names from.
                _ => sensitive && !self.type_def(*id).has_file,
            },
            _ => sensitive,
        }
    }
}
