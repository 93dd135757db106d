//! The compiled example in an operation's documentation.
//!
//! Values come from the document's examples. Where it has none, the example takes the value as a parameter of its
//! hidden function, so it compiles and invents nothing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::example::Example;
use crate::emit::rust_type::RustType;
use crate::emit::words::{ident, snake};
use crate::ir::{Api, Body, Content, FieldName, ModuleName, Operation, Param, Payload, Response, Type};

/// Optional parameters that an example shows at most.
const OPTIONAL: usize = 3;

/// The code of an example.
pub(super) struct Usage {
    /// Parameters of the hidden function.
    pub(super) hidden: Vec<String>,
    /// Statements before the call.
    pub(super) before: Vec<TokenStream>,
    /// Arguments of the call.
    arguments: Vec<TokenStream>,
    /// Setters on the request.
    setters: Vec<TokenStream>,
}

/// The lines of the example, with their fence.
pub(super) fn lines(api: &Api, module: &ModuleName, operation: &Operation) -> Vec<String> {
    let (usage, example) = Usage::of(api, module, operation, true);
    let mut lines = imports(&api.path, &example);
    lines.extend(statements(operation, &usage));
    fenced(api, Some(&usage), lines)
}

/// Lines as an example that is compiled: inside a hidden function, where they are statements about `client`.
pub(super) fn fenced(api: &Api, statements: Option<&Usage>, shown: Vec<String>) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(reexport(api).filter(|_| shown.iter().any(|line| line.contains(&api.path))));
    lines.extend(statements.into_iter().flat_map(|usage| opening(api, usage)));
    lines.extend(shown);
    lines.extend(statements.map(|_| "# Ok(()) }".to_owned()));
    lines.push("```".to_owned());
    lines
}

/// The hidden lines that open the function around statements.
fn opening(api: &Api, usage: &Usage) -> Vec<String> {
    let (client, hidden) = (client_crate(api), usage.hidden.concat());
    let text = format!("async fn example(client: {client}::Client{hidden}) -> Result<(), {client}::CallError> {{}}");
    let lines = match syn::parse_str(&text) {
        Ok(function) => unparse(vec![function]),
        Err(_) => vec![text],
    };
    let hidden = lines.iter().map(|line| format!("# {}", line.trim_end_matches('}')));
    hidden.collect()
}

/// The client's crate, which the example is compiled with.
fn client_crate(api: &Api) -> String {
    format!("{}_client", snake(&api.name))
}

/// The hidden line that makes the path of [`Api::path`] lead to the client's crate, for lines that show it.
fn reexport(api: &Api) -> Option<String> {
    let client = client_crate(api);
    let mut names = api.path.rsplit("::");
    let last = names.next().filter(|_| api.path != client)?;
    let line = format!("use {client} as {last};");
    let line = names.fold(line, |line, name| format!("mod {name} {{ pub {line} }}"));
    Some(format!("# {line}"))
}

/// What the example calls things by: paths that begin at the client crate.
struct Paths<'a> {
    api: &'a Api,
    module: &'a ModuleName,
}

impl Usage {
    /// The code of a call with what is required and, if it is asked for, with what is optional and has an example.
    pub(super) fn of<'a>(
        api: &'a Api,
        module: &'a ModuleName,
        operation: &Operation,
        with_optional: bool,
    ) -> (Self, Example<'a>) {
        let (paths, mut example) = (Paths { api, module }, Example::new(api));
        let mut usage = Self {
            hidden: Vec::new(),
            before: Vec::new(),
            arguments: Vec::new(),
            setters: Vec::new(),
        };
        for param in operation.params.iter().filter(|param| param.required || with_optional) {
            usage.param(&paths, &mut example, param);
        }
        if let Some(body) = operation.body.as_ref().filter(|body| body.required || with_optional) {
            usage.body(&paths, &mut example, body);
        }
        (usage, example)
    }

    /// The call up to its result.
    pub(super) fn call(&self, operation: &Operation) -> TokenStream {
        let (method, arguments, setters) = (ident(operation.method_name.as_str()), &self.arguments, &self.setters);
        quote!(client.#method(#(#arguments),*) #(#setters)* .send().await)
    }

    fn param(&mut self, paths: &Paths, example: &mut Example, param: &Param) {
        let value = param.example.as_ref().and_then(|value| example.given(&param.ty, value));
        match (param.required, value) {
            (true, Some(value)) => self.arguments.push(value),
            (true, None) => self.hide(&param.name, &paths.full(&param.ty)),
            (false, Some(value)) if self.setters.len() < OPTIONAL && !param.deprecated => {
                let setter = ident(param.name.as_str());
                self.setters.push(quote!(.#setter(#value)));
            }
            (false, _) => {}
        }
    }

    fn body(&mut self, paths: &Paths, example: &mut Example, body: &Body) {
        let name = ident(body.name.as_str());
        let value = body
            .contents
            .iter()
            .find_map(|content| paths.content(example, body, content));
        match (value, body.required) {
            (Some(value), required) => {
                self.before.push(quote!(let #name = #value;));
                if required {
                    self.arguments.push(quote!(#name));
                } else {
                    self.setters.push(quote!(.#name(#name)));
                }
            }
            (None, true) => self.hide(&body.name, &paths.body_type(body)),
            (None, false) => {}
        }
    }

    /// Takes an argument from the hidden function.
    fn hide(&mut self, name: &FieldName, ty: &str) {
        self.hidden.push(format!(", {name}: {ty}"));
        let name = ident(name.as_str());
        self.arguments.push(quote!(#name));
    }
}

impl Paths<'_> {
    /// The example of a content, as the variant of the body's enum where there are several.
    fn content(&self, example: &mut Example, body: &Body, content: &Content) -> Option<TokenStream> {
        let (value, ty) = (content.example.as_ref()?, content.payload.ty());
        let Some(enum_name) = self.enum_of(body) else {
            return example.given(&ty, value);
        };
        let (value, variant) = (example.exactly(&ty, value)?, ident(content.variant.as_str()));
        Some(quote!(#enum_name::#variant(#value)))
    }

    /// The path of the enum over a body's contents.
    fn enum_of(&self, body: &Body) -> Option<TokenStream> {
        let path = path(&self.api.path);
        let (module, enum_name) = (ident(self.module.as_str()), ident(body.enum_name.as_ref()?.as_str()));
        Some(quote!(#path::#module::#enum_name))
    }

    fn body_type(&self, body: &Body) -> String {
        match (&body.enum_name, body.contents.first()) {
            (Some(enum_name), _) => format!("{}::{}::{enum_name}", client_crate(self.api), self.module),
            (None, Some(content)) => self.full(&content.payload.ty()),
            (None, None) => "()".to_owned(),
        }
    }

    /// A type by its full path, as a test of the documentation sees it.
    fn full(&self, ty: &Type) -> String {
        RustType::of(self.api, ty).full("callspec_core::types", &format!("{}::models", client_crate(self.api)))
    }
}

/// The imports that the example shows.
pub(super) fn imports(client: &str, example: &Example) -> Vec<String> {
    let client = path(client);
    let mut items: Vec<Item> = Vec::new();
    if example.file {
        items.push(parse_quote!(
            use #client::File;
        ));
    }
    let names = example.models.iter().map(|name| ident(name));
    match example.models.len() {
        0 => {}
        1 => items.push(parse_quote!(use #client::models::#(#names)*;)),
        _ => items.push(parse_quote!(use #client::models::{#(#names),*};)),
    }
    let mut lines = unparse(items);
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// The statements that the example shows.
fn statements(operation: &Operation, usage: &Usage) -> Vec<String> {
    let (before, call) = (&usage.before, usage.call(operation));
    body_lines(match gives_nothing(operation) {
        true => quote!(#(#before)* #call?;),
        false => quote!(#(#before)* let response = #call?;),
    })
}

/// Statements as lines.
pub(super) fn body_lines(statements: TokenStream) -> Vec<String> {
    let lines = unparse(vec![parse_quote!(async fn example() { #statements })]);
    // The function's own first and last line are not shown; the rest stands four columns in.
    let body = lines.len().saturating_sub(1).max(1);
    let shown = |line: &String| line.strip_prefix("    ").unwrap_or(line).to_owned();
    lines[..body].iter().skip(1).map(shown).collect()
}

/// A path of names as tokens.
pub(super) fn path(text: &str) -> TokenStream {
    let names = text.split("::").map(ident);
    quote!(#(#names)::*)
}

pub(super) fn unparse(items: Vec<Item>) -> Vec<String> {
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    };
    prettyplease::unparse(&file).lines().map(str::to_owned).collect()
}

/// Whether a success has no body.
pub(super) fn gives_nothing(operation: &Operation) -> bool {
    let empty = |response: &Response| response.payload == Payload::Empty;
    operation.success.enum_name.is_none() && operation.success.responses.first().is_none_or(empty)
}
