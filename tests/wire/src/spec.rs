//! The specs, read for their operations and examples. In: a YAML file. Out: plain JSON values with their places.
//!
//! This reads the documents by itself: what the generator makes of them is what is tested.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use crate::Result;

/// What a file in `specs/` may be.
const EXTENSIONS: [&str; 3] = ["yaml", "yml", "json"];

/// An OpenAPI document. Clones share it.
#[derive(Clone, Debug)]
pub struct Spec(Arc<Value>);

/// One operation of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// Method, in capitals.
    pub method: String,
    /// Path template.
    pub path: String,
    /// JSON pointer to the operation.
    pub pointer: String,
}

/// One example of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// JSON pointer to the example, behind all references.
    pub pointer: String,
    /// Media type of the body.
    pub media_type: String,
    /// The example.
    pub value: Value,
}

impl Operation {
    /// The path with this text for each parameter.
    pub fn path_with(&self, argument: &str) -> String {
        let segments = self.path.split('/').map(|segment| match segment {
            parameter if parameter.starts_with('{') => argument,
            fixed => fixed,
        });
        segments.collect::<Vec<_>>().join("/")
    }
}

impl Spec {
    /// Reads `specs/<name>.yaml`, or `.yml` or `.json`, once in a process.
    ///
    /// # Errors
    ///
    /// A file that is missing or no YAML, which JSON is.
    pub fn read(name: &str) -> Result<Self> {
        static SPECS: Mutex<BTreeMap<String, Spec>> = Mutex::new(BTreeMap::new());

        let mut specs = SPECS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(spec) = specs.get(name) {
            return Ok(spec.clone());
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs");
        let files = EXTENSIONS.map(|extension| format!("{folder}/{name}.{extension}"));
        let file = files.iter().find(|file| Path::new(file).is_file());
        let text = std::fs::read_to_string(file.ok_or_else(|| format!("no document {name} in specs/"))?)?;
        let spec = Self(Arc::new(serde_yaml::from_str(&text)?));
        specs.insert(name.to_owned(), spec.clone());
        Ok(spec)
    }

    /// The names of all documents in `specs/`, in order.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn names() -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(format!("{}/../../specs", env!("CARGO_MANIFEST_DIR")))? {
            let path = entry?.path();
            let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            if let (Some(name), true) = (path.file_stem(), EXTENSIONS.contains(&extension)) {
                names.push(name.to_string_lossy().into_owned());
            }
        }
        names.sort();
        Ok(names)
    }

    /// `info.version`.
    pub fn version(&self) -> &str {
        self.at("/info/version").and_then(Value::as_str).unwrap_or_default()
    }

    /// The examples of the bodies of webhooks, each with the name of its webhook.
    pub fn webhooks(&self) -> Vec<(String, Example)> {
        let mut examples = Vec::new();
        for key in ["webhooks", "x-webhooks"] {
            for (name, item) in members(self.0.get(key)) {
                for (method, _) in members(Some(item)) {
                    let bodies = self.bodies(format!("/{key}/{}/{method}/requestBody", escaped(name)));
                    examples.extend(bodies.into_iter().map(|example| (name.to_owned(), example)));
                }
            }
        }
        examples
    }

    /// All operations, in the order of the document.
    pub fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in members(self.0.get("paths")) {
            for (method, operation) in members(Some(item)) {
                let Some(id) = operation.get("operationId").and_then(Value::as_str) else {
                    continue;
                };
                operations.push(Operation {
                    id: id.to_owned(),
                    method: method.to_uppercase(),
                    path: path.to_owned(),
                    pointer: format!("/paths/{}/{method}", escaped(path)),
                });
            }
        }
        operations
    }

    /// The operation of this id.
    ///
    /// # Errors
    ///
    /// An id that the document does not have.
    pub fn operation(&self, id: &str) -> Result<Operation> {
        self.operations()
            .into_iter()
            .find(|operation| operation.id == id)
            .ok_or_else(|| format!("no operation {id:?}").into())
    }

    /// The keys of an operation's responses: statuses and `default`.
    pub fn statuses(&self, operation: &Operation) -> Vec<String> {
        let responses = format!("{}/responses", operation.pointer);
        members(self.0.pointer(&responses))
            .map(|(status, _)| status.to_owned())
            .collect()
    }

    /// The status of an operation's success.
    ///
    /// # Errors
    ///
    /// An operation without one, or with several.
    pub fn success(&self, operation: &Operation) -> Result<u16> {
        let statuses = self.statuses(operation);
        let successes: Vec<_> = statuses.iter().filter(|status| status.starts_with('2')).collect();
        match successes[..] {
            [status] => Ok(status.parse()?),
            _ => Err(format!("{}: successes {successes:?}", operation.id).into()),
        }
    }

    /// The media types and examples of the request body.
    pub fn requests(&self, operation: &Operation) -> Vec<Example> {
        self.bodies(format!("{}/requestBody", operation.pointer))
    }

    /// The media types and examples of the response of this status.
    pub fn responses(&self, operation: &Operation, status: &str) -> Vec<Example> {
        self.bodies(format!("{}/responses/{status}", operation.pointer))
    }

    /// The one example of the response of this status.
    ///
    /// # Errors
    ///
    /// None, or several.
    pub fn response(&self, operation: &Operation, status: &str) -> Result<Example> {
        let mut examples = self.responses(operation, status);
        match (examples.pop(), examples.is_empty()) {
            (Some(example), true) => Ok(example),
            _ => Err(format!("{}: not one example for {status}", operation.id).into()),
        }
    }

    /// The security schemes of an operation: those of its first alternative that has any, each with the header field that
    /// carries a credential of this name.
    pub fn credentials(&self, operation: &Operation) -> Vec<(String, String)> {
        let own = self.at(&format!("{}/security", operation.pointer));
        let alternatives = own.or_else(|| self.at("/security")).and_then(Value::as_array);
        let alternative = alternatives.into_iter().flatten().find(|it| *it != &json!({}));
        let schemes = members(alternative).map(|(name, _)| {
            let scheme = self.at(&format!("/components/securitySchemes/{}", escaped(name)));
            match scheme.and_then(|scheme| scheme.get("name")).and_then(Value::as_str) {
                Some(header) => (header.to_owned(), name.to_owned()),
                None => ("Authorization".to_owned(), format!("Bearer {name}")),
            }
        });
        schemes.collect()
    }

    /// JSON pointers to all examples of bodies, reached by an operation or not: whatever stands under `example` or
    /// `examples` in a media type or a schema.
    pub fn example_pointers(&self) -> Vec<String> {
        let mut pointers = Vec::new();
        walk(&self.0, "", &mut pointers);
        // Parameters and headers hold no bodies.
        pointers.retain(|pointer: &String| !pointer.contains("/parameters/") && !pointer.contains("/headers/"));
        pointers
    }

    /// What stands at a place, if anything does.
    pub fn at(&self, pointer: &str) -> Option<&Value> {
        self.0.pointer(pointer)
    }

    fn bodies(&self, pointer: String) -> Vec<Example> {
        let Some((pointer, body)) = self.resolved(pointer) else {
            return Vec::new();
        };
        let mut examples = Vec::new();
        for (media_type, media) in members(body.get("content")) {
            let pointer = format!("{pointer}/content/{}", escaped(media_type));
            let mut push = |pointer: String, value: &Value| {
                examples.push(Example {
                    pointer,
                    media_type: media_type.to_owned(),
                    value: value.clone(),
                });
            };
            if let Some(value) = media.get("example") {
                push(format!("{pointer}/example"), value);
            }
            for (name, example) in members(media.get("examples")) {
                let place = format!("{pointer}/examples/{}", escaped(name));
                push(place, example.get("value").unwrap_or(&Value::Null));
            }
        }
        examples
    }

    /// What stands at a place, behind its reference if it is one, with its own place.
    fn resolved(&self, pointer: String) -> Option<(String, &Value)> {
        let value = self.0.pointer(&pointer)?;
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.resolved(reference.strip_prefix('#')?.to_owned()),
            None => Some((pointer, value)),
        }
    }
}

/// The `User-Agent` of a provider's client: the version of its document, and that of callspec.
pub fn user_agent(name: &str) -> String {
    let version = Spec::read(name).map(|spec| spec.version().to_owned());
    format!(
        "{name}/{} callspec/{}",
        version.unwrap_or_default(),
        env!("CARGO_PKG_VERSION")
    )
}

pub(crate) fn members(object: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    object
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), value))
}

fn walk(value: &Value, pointer: &str, found: &mut Vec<String>) {
    for (name, member) in members(Some(value)) {
        let place = format!("{pointer}/{}", escaped(name));
        // A property may have the name `example`; only the keyword holds an example.
        let keyword = !pointer.ends_with("/properties");
        match name {
            "example" if keyword => found.push(place),
            "examples" if keyword => {
                let names = members(Some(member)).map(|(name, _)| escaped(name));
                found.extend(names.map(|name| format!("{place}/{name}")));
            }
            _ => walk(member, &place, found),
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        walk(item, &format!("{pointer}/{index}"), found);
    }
}

/// A token of a JSON pointer (RFC 6901 §3).
pub(crate) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
