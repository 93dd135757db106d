//! Edits that have no effect on the wire, counted so that nothing is dropped in silence.

use serde_json::Value;

/// Counts of edits without effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noise {
    /// Titles, summaries and descriptions.
    pub prose: usize,
    /// Examples.
    pub examples: usize,
    /// Extensions (`x-…`) that the generator does not turn into requests.
    pub extensions: usize,
    /// Schemas that were put in or taken out of the components as they are.
    pub moved: usize,
    /// Documents that are spelled in another way: order of keys, YAML for JSON, 3.1 for 3.0.
    pub spelling: usize,
}

impl Noise {
    /// The sum.
    pub fn total(&self) -> usize {
        self.prose + self.examples + self.extensions + self.moved + self.spelling
    }
}

/// Counts the differences at keys of prose, examples and extensions.
pub(super) fn count(base: &Value, head: &Value) -> Noise {
    let mut noise = Noise::default();
    walk(base, head, false, &mut noise);
    noise
}

/// `named`: the keys of this object are names that the document gives, such as those of properties.
fn walk(base: &Value, head: &Value, named: bool, noise: &mut Noise) {
    match (base, head) {
        (Value::Object(base), Value::Object(head)) => {
            let added = head.keys().filter(|key| !base.contains_key(*key));
            for key in base.keys().chain(added) {
                let (old, new) = (base.get(key), head.get(key));
                if old == new {
                    continue;
                }
                match (key.as_str(), named) {
                    ("description" | "summary" | "title" | "externalDocs", false) => noise.prose += 1,
                    ("example" | "examples", false) => noise.examples += 1,
                    ("x-constraints" | "x-sunset", false) => {}
                    // A copy of each stands where it is used.
                    ("x-path-items", false) => {}
                    (key, false) if key.starts_with("x-content-") => {}
                    (key, false) if key.starts_with("x-") && key != "x-webhooks" => noise.extensions += 1,
                    _ => {
                        if let (Some(old), Some(new)) = (old, new) {
                            walk(old, new, !named && holds_names(key), noise);
                        }
                    }
                }
            }
        }
        (Value::Array(base), Value::Array(head)) => {
            for (base, head) in base.iter().zip(head) {
                walk(base, head, false, noise);
            }
        }
        _ => {}
    }
}

fn holds_names(key: &str) -> bool {
    let sections = [
        "schemas",
        "responses",
        "parameters",
        "requestBodies",
        "headers",
        "securitySchemes",
    ];
    matches!(
        key,
        "properties" | "paths" | "content" | "variables" | "callbacks" | "x-webhooks"
    ) || sections.contains(&key)
}
