//! Providers, their named schemas, and what changes in Rust alone.

use super::advice::NOTHING;
use super::rules;

rules! { "names and generated code":
    PROVIDER_ADDED = "provider-added" <-> ["provider-removed"],
        neither Fine "The document is new." NOTHING;
    PROVIDER_REMOVED = "provider-removed" <-> ["provider-added"],
        neither Breaking "The document is gone: nothing says any more that the server answers." "Stay on the last release of its crates, and ask the provider how long it answers.";
    PROVIDER_RENAMED = "provider-renamed" <-> ["provider-renamed"],
        neither Fine "The name of a document is never sent; its crates are called after it." "Depend on the crates of the new name.";
    SCHEMA_ADDED = "api-schema-added" <-> ["api-schema-removed"],
        neither Fine "Names of schemas are never sent." NOTHING;
    SCHEMA_REMOVED = "api-schema-removed" <-> ["api-schema-added"],
        neither Fine "Names of schemas are never sent." "Do without the type that was named after it.";
    SCHEMA_RENAMED = "api-schema-renamed" <-> ["api-schema-renamed"],
        neither Fine "Names of schemas are never sent." "Use the type's new name.";
    SCHEMA_UNREACHED = "api-schema-unreached-changed" <-> ["api-schema-unreached-changed"],
        neither Fine "No operation or webhook of both documents reaches the schema, so that nothing of it is sent." "Follow its type, where you use it by itself.";
    SCHEMA_DEPRECATED = "api-schema-deprecated" <-> ["api-schema-reactivated"],
        neither Fine "Values of the schema are still sent and read." "Plan to do without it: using its type warns from now on.";
    SCHEMA_DEPRECATED_WITH_SUNSET = "api-schema-deprecated-with-sunset" <-> ["api-schema-reactivated"],
        neither Warning "Values of the schema are sent and read until the day that `x-sunset` gives." "Do without it before that day.";
    SCHEMA_REACTIVATED = "api-schema-reactivated" <-> ["api-schema-deprecated", "api-schema-deprecated-with-sunset"],
        neither Fine "It is no longer marked as deprecated." NOTHING;
    SCHEMA_SUNSET_DELETED = "api-schema-sunset-deleted" <-> ["api-schema-sunset-added"],
        neither Warning "It stays deprecated and no longer says until when it is sent and read." "Plan to do without it.";
    SCHEMA_SUNSET_ADDED = "api-schema-sunset-added" <-> ["api-schema-sunset-deleted"],
        neither Warning "It was deprecated, and now says until when it is sent and read." "Do without it before that day.";
    SCHEMA_SUNSET_EARLIER = "api-schema-sunset-date-changed-too-small" <-> ["api-schema-sunset-later"],
        neither Warning "It is sent and read for a shorter time than was promised." "Do without it before the new day.";
    SCHEMA_SUNSET_LATER = "api-schema-sunset-later" <-> ["api-schema-sunset-date-changed-too-small"],
        neither Fine "It is sent and read for longer than was promised." NOTHING;
    SCHEMA_MOVED = "rust-schema-moved" <-> ["rust-schema-moved"],
        neither Fine "The schema was put into the components or taken out of them, and names of schemas are never sent." "Use the type's new name.";
    HINT_CHANGED = "rust-hint-changed" <-> ["rust-hint-changed"],
        neither Fine "The key is never sent; it tells the generator how to write the item." "Follow the new signatures, where any changed.";
    CODE_CHANGED = "rust-code-changed" <-> ["rust-code-changed"],
        neither Fine "All signatures are the same; only what stands inside functions differs." "Upgrade; no code has to change.";
    ORDER_CHANGED = "rust-order-changed" <-> ["rust-order-changed"],
        neither Fine "The document says the same in another order, which is never sent." "Follow the new signature.";
    WITHOUT_EFFECT = "without-effect" <-> ["without-effect"],
        neither Fine "What differs allows no other values and writes none in another way." NOTHING;
    NOT_JUDGED = "not-judged" <-> ["not-judged"],
        neither Warning "No rule speaks of this change, so what it does to requests and responses is not known." "Compare both documents at this place.";
    GENERATOR_CHANGED = "generator-changed" <-> [],
        neither Fine "The documents are the same; the generator writes other code than the one committed at the base." "Follow the new signatures.";
}
