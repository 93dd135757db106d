//! Methods that a path item of OpenAPI 3.0 has no key for, in a plain document: `normalise` gives each of their operations a path
//! item of its own, in which it stands as `post`. In: the name of such an item. Out: what the document calls it.

/// The key of an operation that says its method.
pub const KEY: &str = "x-method";

/// The name of the path item of an operation of `method`.
pub fn of_other(name: &str, method: &str) -> String {
    format!("{name}#{method}")
}

/// The name as the document has it, where an operation in the path item says its method.
pub fn written(name: &str) -> &str {
    name.rsplit_once('#').map_or(name, |(name, _)| name)
}
