//! From places in a document to Rust items and back: what the IR says of both.

use std::collections::HashMap;

use super::side::Document;
use super::wire::doc::Doc;
use callspec_codegen::ir::{Api, Extra, Operation, Shape, TypeDef};
use callspec_codegen::pointer::join;
use callspec_codegen::signature;

/// The names of one API.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Path of an item to the pointers it comes from.
    pointers: HashMap<String, Vec<String>>,
    /// Pointer to the first item that comes from it.
    paths: HashMap<String, String>,
    /// Path of a client's method to that of its request.
    requests: HashMap<String, String>,
    /// Path of an operation's types and method to its pointer.
    operations: HashMap<String, String>,
    /// Pointer of an operation to its label, `PATCH /calls/{id}`.
    labels: HashMap<String, String>,
    /// That to the name of its method.
    methods: HashMap<String, String>,
}

impl Names {
    pub(super) fn of(document: &Document) -> Self {
        let mut names = Self::default();
        let api = &document.api;
        let root = api.name.replace('-', "_");
        for def in api.types.iter().filter(|def| !def.hidden) {
            names.ty(&root, def);
        }
        for name in ["testing", "testing::documented"] {
            let operations = api.operations().map(|operation| operation.pointer.0.clone());
            names.pointers.insert(format!("{root}::{name}"), operations.collect());
        }
        let doc = Doc::of(&document.plain);
        let webhooks = doc.webhooks().into_iter().map(|(_, item)| item.at);
        let signed = webhooks.chain([String::new()]);
        names.pointers.insert(
            format!("{root}::models::WEBHOOK_SIGNATURE"),
            signed.flat_map(|at| [join(&at, signature::KEY), at]).collect(),
        );
        for group in &api.groups {
            let module = format!("{root}::{}", group.module);
            for operation in &group.operations {
                let places = names.pointers.entry(module.clone()).or_default();
                places.push(operation.pointer.0.clone());
                names.operation(&root, &module, operation);
            }
        }
        for scheme in &api.schemes {
            let oauth2 = scheme.oauth2.iter();
            let flows = oauth2.flat_map(|oauth2| {
                let client = oauth2.client_credentials.iter().map(|(name, _)| name);
                std::iter::once(&oauth2.grant).chain(client)
            });
            for name in std::iter::once(&scheme.name).chain(&scheme.provider).chain(flows) {
                names.add(format!("{root}::ClientBuilder::{name}"), &scheme.pointer.0);
            }
        }
        names.headers(&root, api);
        names.environment(&root, api, Doc::of(&document.plain));
        names.traced(Doc::of(&document.plain))
    }

    /// The same with places as the text has them.
    fn traced(mut self, doc: Doc<'_>) -> Self {
        for pointer in self.pointers.values_mut().flatten().chain(self.operations.values_mut()) {
            *pointer = doc.written(pointer);
        }
        let is_made = |pointer: &String| doc.written(pointer) != *pointer;
        let made: Vec<String> = self.paths.keys().filter(|pointer| is_made(pointer)).cloned().collect();
        for pointer in made {
            if let Some(path) = self.paths.remove(&pointer) {
                self.paths.entry(doc.written(&pointer)).or_insert(path);
            }
        }
        self
    }

    /// A header's key comes from every place that declares the header.
    fn headers(&mut self, root: &str, api: &Api) {
        for key in &api.headers {
            let path = format!("{root}::headers::{}", key.name);
            self.add(path.clone(), &key.pointer.0);
            let all = self.pointers.entry(format!("{root}::headers")).or_default();
            all.push(key.pointer.0.clone());
            let responses = api.operations().flat_map(Operation::responses);
            for header in responses.flat_map(|response| &response.headers) {
                if header.name == key.name {
                    self.add(path.clone(), &header.pointer.0);
                }
            }
        }
    }

    /// What a client takes from where it runs comes from the servers and the schemes: see `emit::environment`.
    fn environment(&mut self, root: &str, api: &Api, doc: Doc<'_>) {
        for server in &api.servers {
            let pointer = &server.pointer.0;
            self.add(format!("{root}::Server::{}", server.name), pointer);
            self.add(format!("{root}::Server"), pointer);
            self.add(format!("{root}::ClientBuilder::server"), pointer);
        }
        let servers = doc.root().elements("servers");
        let items = || doc.root().entries("paths").into_iter().map(|(_, item)| item);
        let operations = items().flat_map(|item| item.members());
        let elsewhere = items().chain(operations.map(|(_, operation)| operation));
        // Without servers of the document the client has the first that there is.
        let of_paths = elsewhere.flat_map(|node| node.elements("servers"));
        let build = self
            .pointers
            .entry(format!("{root}::ClientBuilder::build"))
            .or_default();
        build.extend(servers.iter().cloned().chain(of_paths).map(|server| server.at));
        if let Some(server) = servers.iter().find(|server| server.text("x-env").is_some()) {
            self.add(format!("{root}::ClientBuilder::base_url_from_env"), &server.at);
            self.add(format!("{root}::Client::from_env"), &server.at);
        }
        for scheme in api.schemes.iter().filter(|scheme| scheme.env.is_some()) {
            self.add(
                format!("{root}::ClientBuilder::credentials_from_env"),
                &scheme.pointer.0,
            );
            self.add(format!("{root}::Client::from_env"), &scheme.pointer.0);
        }
    }

    fn add(&mut self, path: String, pointer: &str) {
        self.paths.entry(pointer.to_owned()).or_insert_with(|| path.clone());
        self.pointers.entry(path).or_default().push(pointer.to_owned());
    }

    fn ty(&mut self, root: &str, def: &TypeDef) {
        let path = format!("{root}::models::{}", def.name);
        self.add(path.clone(), &def.pointer.0);
        match &def.shape {
            Shape::Struct { fields, extra, .. } => {
                for field in fields {
                    self.add(format!("{path}::{}", field.name), &field.pointer.0);
                    if let Some(clearer) = &field.clearer {
                        self.add(format!("{path}::{clearer}"), &field.pointer.0);
                    }
                }
                match extra {
                    Extra::Ignored => {}
                    Extra::Kept { name, .. } => {
                        self.add(format!("{path}::{name}"), &join(&def.pointer.0, "additionalProperties"));
                    }
                    // The whole document asks for it, in a key at its root, which is no one's place.
                    Extra::Unknown { name } => {
                        let root = vec![String::new()];
                        self.pointers.insert(format!("{path}::{name}"), root);
                    }
                }
            }
            Shape::Enum { values } => {
                for value in values {
                    self.add(format!("{path}::{}", value.name), &value.pointer.0);
                }
            }
            Shape::Union { variants, .. } => {
                for variant in variants {
                    self.add(format!("{path}::{}", variant.name), &variant.pointer.0);
                }
            }
            Shape::Alias(_) => {}
        }
    }

    fn operation(&mut self, root: &str, module: &str, operation: &Operation) {
        let method = format!("{root}::Client::{}", operation.method_name);
        let request = format!("{module}::{}", operation.type_name);
        let pointer = &operation.pointer.0;
        self.add(method.clone(), pointer);
        self.add(request.clone(), pointer);
        let types = [
            operation.success.enum_name.as_ref(),
            operation.errors.as_ref().map(|errors| &errors.name),
        ];
        let body = operation.body.as_ref().and_then(|body| body.enum_name.as_ref());
        for name in types.into_iter().chain([body]).flatten() {
            self.operations.insert(format!("{module}::{name}"), pointer.clone());
        }
        self.operations.insert(method.clone(), pointer.clone());
        self.operations.insert(request.clone(), pointer.clone());
        self.requests.insert(method, request.clone());
        let label = format!("{} {}", operation.method.as_str(), operation.path);
        self.labels.insert(pointer.clone(), label.clone());
        self.methods.insert(label, operation.method_name.to_string());
        for param in &operation.params {
            self.add(format!("{request}::{}", param.name), &param.pointer.0);
        }
        if let Some(body) = &operation.body {
            self.add(format!("{request}::{}", body.name), &body.pointer.0);
            if let Some(enum_name) = &body.enum_name {
                let path = format!("{module}::{enum_name}");
                self.add(path.clone(), &body.pointer.0);
                for content in &body.contents {
                    let pointer = join(&join(&body.pointer.0, "content"), &content.media_type);
                    self.add(format!("{path}::{}", content.variant), &pointer);
                }
            }
        }
        let at = join(pointer, "responses");
        let successes = operation
            .success
            .enum_name
            .as_ref()
            .map(|name| (name, &operation.success.responses));
        let errors = operation
            .errors
            .as_ref()
            .map(|errors| (&errors.name, &errors.responses));
        for (name, responses) in successes.into_iter().chain(errors) {
            let path = format!("{module}::{name}");
            self.add(path.clone(), &at);
            for response in responses {
                self.add(format!("{path}::{}", response.variant), &response.pointer.0);
            }
        }
    }

    /// The client's method for an operation.
    pub(super) fn method(&self, label: &str) -> Option<&str> {
        self.methods.get(label).map(String::as_str)
    }

    /// The pointer of the operation that an item is part of.
    pub(super) fn operation_of(&self, path: &str) -> Option<&str> {
        let whole = path.rsplit_once("::").map_or(path, |(whole, _)| whole);
        let found = self.operations.get(path).or_else(|| self.operations.get(whole));
        found.map(String::as_str)
    }

    /// The label of the operation that an item is part of.
    pub(super) fn label(&self, path: &str) -> Option<&str> {
        self.labels.get(self.operation_of(path)?).map(String::as_str)
    }

    /// The item that comes from a place, or from the nearest place around it.
    pub(super) fn item(&self, pointer: &str) -> Option<&str> {
        let mut pointer = pointer;
        loop {
            if let Some(path) = self.paths.get(pointer) {
                return Some(path);
            }
            pointer = pointer.rsplit_once('/').filter(|(rest, _)| !rest.is_empty())?.0;
        }
    }

    /// The places that an item comes from; `arguments` are those of a function that matter.
    pub(super) fn places(&self, path: &str, arguments: &[String]) -> Vec<String> {
        let path = path.split(" as ").next().unwrap_or(path);
        let whole = path.rsplit_once("::").map_or(path, |(whole, _)| whole);
        let of = |path: &str| self.pointers.get(path).cloned().unwrap_or_default();
        // The arguments of a method are members of its request, those of `new` are fields.
        let request = self.requests.get(path).map_or(whole, String::as_str);
        let members = arguments.iter().flat_map(|name| of(&format!("{request}::{name}")));
        let members: Vec<String> = members.collect();
        if !members.is_empty() {
            return members;
        }
        let exact = of(path);
        if !exact.is_empty() {
            return exact;
        }
        of(whole)
    }
}
