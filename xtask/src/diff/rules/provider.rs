//! Providers, their named schemas, and what changes in Rust alone.

use super::advice::NOTHING;
use super::rules;

rules! { "names and generated code":
    PROVIDER_ADDED = "provider-added" <-> ["provider-removed"],
        neither Fine "The document is new." NOTHING;
    PROVIDER_REMOVED = "provider-removed" <-> ["provider-added"],
        neither Warning "The document is gone; whether the server still answers, it does not say." "Stay on the last release of its crates.";
    SCHEMA_ADDED = "api-schema-added" <-> ["api-schema-removed"],
        neither Fine "Names of schemas are never sent." NOTHING;
    SCHEMA_REMOVED = "api-schema-removed" <-> ["api-schema-added"],
        neither Fine "Names of schemas are never sent." "Do without the type that was named after it.";
    SCHEMA_RENAMED = "api-schema-renamed" <-> ["api-schema-renamed"],
        neither Fine "Names of schemas are never sent." "Use the type's new name.";
    RUST_REMOVED = "rust-item-removed" <-> ["rust-item-added"],
        neither Fine "The requests and answers are the same." "Do without the item.";
    RUST_ADDED = "rust-item-added" <-> ["rust-item-removed"],
        neither Fine "The requests and answers are the same." NOTHING;
    RUST_CHANGED = "rust-item-changed" <-> ["rust-item-changed"],
        neither Fine "The requests and answers are the same; the generator writes the item in another way." "Follow the new signature.";
    GENERATOR_CHANGED = "generator-changed" <-> [],
        neither Fine "The documents are the same; the generator writes other code than the one committed at the base." "Follow the new signatures.";
}
