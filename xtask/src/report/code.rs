//! The stable codes of diagnostics: one table, with level and explanation.

use super::Level;

macro_rules! codes {
    ($($variant:ident = $text:literal, $level:ident, $explanation:literal;)*) => {
        /// The stable code of a diagnostic.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code as printed: `dangling-ref`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The level of its diagnostics.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)*
                }
            }

            /// What the code means and what to do.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => $explanation,)*
                }
            }
        }
    };
}

codes! {
    // lower
    AmbiguousUnion = "ambiguous-union", Warning, "Nothing tells the alternatives of a union apart, so a value is read as the first alternative that loses nothing of it.";
    NameClash = "name-clash", Warning, "Two items of a document have the same Rust name; one of them is renamed by a rule that depends on the two alone.";
    VersionNotSemantic = "version-not-semantic", Warning, "`info.version` is not a semantic version, so the crates cannot carry it.";
    Weakened = "weakened", Warning, "The document says more about a value than can be expressed in Rust types; the value is raw JSON.";
}
