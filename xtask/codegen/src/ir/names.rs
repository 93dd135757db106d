//! Names that are known to be Rust identifiers. Only `lower::names` makes them.

use std::fmt;

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Takes a text that is an identifier of its kind; only `lower::names` calls this.
            pub(crate) fn new(identifier: impl Into<String>) -> Self {
                Self(identifier.into())
            }

            /// The identifier, with `r#` where it is a keyword.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

names! {
    /// Name of a struct, enum or alias: `CallStatus`.
    TypeName
    /// Name of a struct field, of its setter and of a parameter: `to_number`.
    FieldName
    /// Name of an enum variant: `InProgress`.
    VariantName
    /// Name of a method of the client: `update_call`.
    FnName
    /// Name of a constant: `X_RATE_LIMIT_LIMIT`.
    ConstName
    /// Name of a module and, with `.rs`, of its file: `phone_numbers`.
    ModuleName
}

/// Whether Windows takes a file of this name for a device, whatever follows a dot.
pub fn is_device(name: &str) -> bool {
    let port = ["com", "lpt"].iter().find_map(|port| name.strip_prefix(port));
    let is_digit = |number: &str| number.len() == 1 && number.starts_with(|digit: char| digit.is_ascii_digit());
    ["aux", "con", "nul", "prn"].contains(&name) || port.is_some_and(is_digit)
}
