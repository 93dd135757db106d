//! Paths, their operations, and the responses of these by status.

use openapiv3::{Callback, Operation, Parameter, PathItem, Paths, ReferenceOr, Responses, StatusCode};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde_json::Value;

use super::reader::Reader;

impl Reader<'_> {
    /// All paths.
    pub(super) fn paths(&mut self, value: &Value) -> Paths {
        let mut paths = Paths::default();
        let Some(map) = self.object(value) else {
            return paths;
        };
        for (path, value) in map {
            if path.starts_with('/') {
                let item = self.within(path, |reader| reader.reference_or(value, Self::path_item));
                if let Some(item) = item {
                    paths.paths.insert(path.clone(), item);
                }
            } else {
                self.extension(path, value, &mut paths.extensions);
            }
        }
        paths
    }

    fn path_item(&mut self, value: &Value) -> Option<PathItem> {
        let mut item = PathItem::default();
        for (key, value) in self.object(value)? {
            let operation = match key.as_str() {
                "get" => &mut item.get,
                "put" => &mut item.put,
                "post" => &mut item.post,
                "delete" => &mut item.delete,
                "options" => &mut item.options,
                "head" => &mut item.head,
                "patch" => &mut item.patch,
                "trace" => &mut item.trace,
                "summary" => {
                    item.summary = self.detail(key, value);
                    continue;
                }
                "description" => {
                    item.description = self.detail(key, value);
                    continue;
                }
                "servers" => {
                    item.servers = self.leaves(key, value);
                    continue;
                }
                "parameters" => {
                    item.parameters = self.parameters(key, value);
                    continue;
                }
                _ => {
                    self.extension(key, value, &mut item.extensions);
                    continue;
                }
            };
            *operation = self.within(key, |reader| reader.operation(value));
        }
        Some(item)
    }

    fn operation(&mut self, value: &Value) -> Option<Operation> {
        let mut operation = Operation::default();
        for (key, value) in self.object(value)? {
            match key.as_str() {
                "tags" => operation.tags = self.leaves(key, value),
                "summary" => operation.summary = self.detail(key, value),
                "description" => operation.description = self.detail(key, value),
                "externalDocs" => operation.external_docs = self.leaf_at(key, value),
                "operationId" => operation.operation_id = self.detail(key, value),
                "parameters" => operation.parameters = self.parameters(key, value),
                "requestBody" => {
                    operation.request_body = self.within(key, |reader| reader.reference_or(value, Self::request_body));
                }
                "responses" => operation.responses = self.within(key, |reader| reader.responses(value)),
                "callbacks" => operation.callbacks = self.map(key, value, Self::callback),
                "deprecated" => operation.deprecated = self.detail(key, value).unwrap_or_default(),
                "security" => operation.security = Some(self.leaves(key, value)),
                "servers" => operation.servers = self.leaves(key, value),
                _ => self.extension(key, value, &mut operation.extensions),
            }
        }
        Some(operation)
    }

    fn parameters(&mut self, key: &str, value: &Value) -> Vec<ReferenceOr<Parameter>> {
        self.list(key, value, |reader, value| reader.reference_or(value, Self::parameter))
    }

    fn responses(&mut self, value: &Value) -> Responses {
        let mut responses = Responses::default();
        let Some(map) = self.object(value) else {
            return responses;
        };
        for (key, value) in map {
            if key.starts_with("x-") {
                self.extension(key, value, &mut responses.extensions);
                continue;
            }
            let response = self.within(key, |reader| reader.reference_or(value, Self::response));
            let status: Result<StatusCode, Error> = StatusCode::deserialize(key.as_str().into_deserializer());
            match (key.as_str(), status, response) {
                ("default", _, response) => responses.default = response,
                (_, Ok(status), Some(response)) => {
                    responses.responses.insert(status, response);
                }
                (_, Ok(_), None) => {}
                (_, Err(error), _) => self.within(key, |reader| reader.unreadable(error.to_string())),
            }
        }
        responses
    }

    /// The requests that a response may be followed by, by expression.
    pub(super) fn callback(&mut self, value: &Value) -> Option<Callback> {
        let map = self.object(value)?;
        let mut callback = Callback::new();
        for (expression, value) in map.iter().filter(|(key, _)| !key.starts_with("x-")) {
            if let Some(item) = self.within(expression, |reader| reader.path_item(value)) {
                callback.insert(expression.clone(), item);
            }
        }
        Some(callback)
    }
}
