//! Components, each by itself.

use openapiv3::Components;
use serde_json::Value;

use super::reader::Reader;

impl Reader<'_> {
    /// All components.
    pub(super) fn components(&mut self, value: &Value) -> Option<Components> {
        let mut components = Components::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "schemas" => components.schemas = self.map(key, value, Self::schema_or_ref),
                "responses" => {
                    components.responses =
                        self.map(key, value, |reader, value| reader.reference_or(value, Self::response));
                }
                "parameters" => {
                    components.parameters =
                        self.map(key, value, |reader, value| reader.reference_or(value, Self::parameter));
                }
                "examples" => components.examples = self.examples(key, value),
                "requestBodies" => {
                    components.request_bodies = self.map(key, value, |reader, value| {
                        reader.reference_or(value, Self::request_body)
                    });
                }
                "headers" => {
                    components.headers = self.map(key, value, |reader, value| reader.reference_or(value, Self::header));
                }
                "securitySchemes" => {
                    components.security_schemes =
                        self.map(key, value, |reader, value| reader.reference_or(value, Self::leaf));
                }
                "links" => {
                    components.links = self.map(key, value, |reader, value| reader.reference_or(value, Self::aside));
                }
                "callbacks" => {
                    components.callbacks =
                        self.map(key, value, |reader, value| reader.reference_or(value, Self::callback));
                }
                _ => self.extension(key, value, &mut components.extensions),
            }
        }
        Some(components)
    }
}
