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
    // read
    Syntax = "syntax", Error, "The text is neither JSON (RFC 8259) nor YAML 1.2. Correct it at the marked place.";
    TooDeep = "too-deep", Error, "Nodes are nested deeper than 128 levels, aliases followed. Move inner parts to components.";
    TooLarge = "too-large", Error, "Aliases expand the document far beyond the size of its text. Use `$ref` in place of YAML aliases.";
    NotADocument = "not-a-document", Error, "The root of an OpenAPI document is an object.";
    SeveralDocuments = "several-documents", Error, "The text holds more than one YAML document. Keep one and move the others to their own files.";
    YamlTag = "yaml-tag", Error, "A YAML tag has no meaning in OpenAPI. Remove it; quote the value where it is text.";
    MergeKey = "merge-key", Error, "The value of a YAML merge key `<<` is a mapping or a sequence of mappings.";
    DuplicateKey = "duplicate-key", Error, "A key occurs twice in one object. Only one of its values could be meant: remove or rename the other.";
    IntegerKey = "integer-key", Warning, "A key is an integer in YAML, and all keys are strings in OpenAPI. Quote it: `'200':`.";
    UnquotedText = "unquoted-text", Warning, "YAML reads an unquoted value (`3.10`, `+15551234567`, `true`) as a number or boolean where the position wants text. The text is taken as it is written; quote it.";
    BigNumber = "big-number", Warning, "An integer does not fit into 64 bits. The nearest floating point number is taken instead.";
    NotFinite = "not-finite", Error, "JSON has no infinity and no `NaN`. Remove the value, or quote it where it is text.";
    RemoteRef = "remote-ref", Error, "A reference leads to another machine or scheme. Nothing is fetched: save the file beside the document and reference that.";
    OutsideRef = "outside-ref", Error, "A reference leads to a file outside the folder of the root document. Only files inside are read, symbolic links followed.";
    UnreadableRef = "unreadable-ref", Error, "A referenced file does not exist or cannot be read.";
    DanglingRef = "dangling-ref", Error, "A reference leads to a node that does not exist.";
    CyclicRef = "cyclic-ref", Error, "References in a place without components (path items) lead back to themselves.";
    BundledName = "bundled-name", Warning, "Two components from different files would have the same name, so each is named after its file as well. Rename one.";
    // lower
    Weakened = "weakened", Warning, "The document says more about a value than can be expressed in Rust types; the value is raw JSON.";
}
