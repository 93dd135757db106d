//! The compiled example in an operation's documentation.
//!
//! Values come from the document's examples. Where it has none, the example takes the value as a parameter of its
//! hidden function, so it compiles and invents nothing.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse_quote;

use super::client::snake;
use super::example::Example;
use super::operations::payload_type;
use super::words::ident;
use crate::ir::{Answer, Api, Body, Content, FieldName, ModuleName, Operation, Param, Payload, Type};

/// Optional parameters that an example shows at most.
const OPTIONAL: usize = 3;

/// The code of an example.
struct Usage {
    /// Parameters of the hidden function.
    hidden: Vec<TokenStream>,
    /// Statements before the call.
    before: Vec<TokenStream>,
    /// Arguments of the call.
    arguments: Vec<TokenStream>,
    /// Setters on the request.
    setters: Vec<TokenStream>,
}

/// The lines of the example, with their fence.
pub(super) fn lines(api: &Api, module: &ModuleName, operation: &Operation) -> Vec<String> {
    let place = Place {
        api,
        client: ident(&format!("{}_client", snake(&api.name))),
        module: ident(module.as_str()),
    };
    let mut usage = Usage {
        hidden: Vec::new(),
        before: Vec::new(),
        arguments: Vec::new(),
        setters: Vec::new(),
    };
    let mut example = Example::new(api);
    for param in &operation.params {
        usage.param(&place, &mut example, param);
    }
    if let Some(body) = &operation.body {
        usage.body(&place, &mut example, body);
    }

    let mut lines = vec!["```no_run".to_owned()];
    let (head, body, tail) = function(&place.client, operation, &usage);
    lines.extend(head.into_iter().map(|line| format!("# {line}")));
    if !example.models.is_empty() {
        lines.extend(imports(&place.client, &example));
        lines.push(String::new());
    }
    lines.extend(body);
    lines.extend(tail.into_iter().map(|line| format!("# {line}")));
    lines.push("```".to_owned());
    lines
}

/// Where the example stands: its paths begin at the client crate.
struct Place<'a> {
    api: &'a Api,
    client: Ident,
    module: Ident,
}

impl Usage {
    fn param(&mut self, place: &Place, example: &mut Example, param: &Param) {
        let value = param.example.as_ref().and_then(|value| example.given(&param.ty, value));
        match (param.required, value) {
            (true, Some(value)) => self.arguments.push(value),
            (true, None) => self.hide(&param.name, &place.full(&param.ty)),
            (false, Some(value)) if self.setters.len() < OPTIONAL && !param.deprecated => {
                let setter = ident(param.name.as_str());
                self.setters.push(quote!(.#setter(#value)));
            }
            (false, _) => {}
        }
    }

    fn body(&mut self, place: &Place, example: &mut Example, body: &Body) {
        let name = ident(body.name.as_str());
        let value = body
            .contents
            .iter()
            .find_map(|content| place.content(example, body, content));
        match (value, body.required) {
            (Some(value), required) => {
                self.before.push(quote!(let #name = #value;));
                if required {
                    self.arguments.push(quote!(#name));
                } else {
                    self.setters.push(quote!(.#name(#name)));
                }
            }
            (None, true) => self.hide(&body.name, &place.body_type(body)),
            (None, false) => {}
        }
    }

    /// Takes an argument from the hidden function.
    fn hide(&mut self, name: &FieldName, ty: &TokenStream) {
        let name = ident(name.as_str());
        self.hidden.push(quote!(#name: #ty));
        self.arguments.push(quote!(#name));
    }
}

impl Place<'_> {
    /// The example of a content, as the variant of the body's enum where there are several.
    fn content(&self, example: &mut Example, body: &Body, content: &Content) -> Option<TokenStream> {
        let (value, ty) = (content.example.as_ref()?, payload_type(&content.payload));
        let Some(choice) = self.choice(body) else {
            return example.given(&ty, value);
        };
        let (value, variant) = (example.exactly(&ty, value)?, ident(content.variant.as_str()));
        Some(quote!(#choice::#variant(#value)))
    }

    /// The path of the enum over a body's contents.
    fn choice(&self, body: &Body) -> Option<TokenStream> {
        let (client, module, choice) = (&self.client, &self.module, ident(body.choice.as_ref()?.as_str()));
        Some(quote!(#client::#module::#choice))
    }

    fn body_type(&self, body: &Body) -> TokenStream {
        match (self.choice(body), body.contents.first()) {
            (Some(choice), _) => choice,
            (None, Some(content)) => self.full(&payload_type(&content.payload)),
            (None, None) => quote!(()),
        }
    }

    /// A type by its full path, as a test of the documentation sees it.
    fn full(&self, ty: &Type) -> TokenStream {
        let full = |ty: &Type| self.full(ty);
        match ty {
            Type::Bool => quote!(bool),
            Type::I32 => quote!(i32),
            Type::I64 => quote!(i64),
            Type::U32 => quote!(u32),
            Type::U64 => quote!(u64),
            Type::F64 => quote!(f64),
            Type::String => quote!(String),
            Type::Secret => quote!(callspec_core::types::Secret),
            Type::Timestamp => quote!(callspec_core::types::Timestamp),
            Type::Date => quote!(callspec_core::types::Date),
            Type::Json => quote!(serde_json::Value),
            Type::JsonObject => quote!(serde_json::Map<String, serde_json::Value>),
            Type::File => quote!(callspec_core::types::File),
            Type::Null => quote!(()),
            Type::List(item) => {
                let item = full(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let value = full(value);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            Type::Nullable(inner) => {
                let inner = full(inner);
                quote!(Option<#inner>)
            }
            Type::Named(id) => {
                let name = ident(self.api.type_def(*id).name.as_str());
                let client = &self.client;
                quote!(#client::models::#name)
            }
            Type::Document(data) => {
                let data = full(data);
                quote!(callspec_core::types::jsonapi::Document<#data>)
            }
            Type::ToOne => quote!(callspec_core::types::jsonapi::ToOne),
            Type::ToMany => quote!(callspec_core::types::jsonapi::ToMany),
        }
    }
}

fn imports(client: &Ident, example: &Example) -> Vec<String> {
    let names = example.models.iter().map(|name| ident(name));
    let file: syn::File = match example.models.len() {
        1 => parse_quote!(use #client::models::#(#names)*;),
        _ => parse_quote!(use #client::models::{#(#names),*};),
    };
    prettyplease::unparse(&file).lines().map(str::to_owned).collect()
}

/// The lines of the function: its head, what is shown of its body, and its end.
fn function(client: &Ident, operation: &Operation, usage: &Usage) -> (Vec<String>, Vec<String>, Vec<String>) {
    let Usage {
        hidden,
        before,
        arguments,
        setters,
    } = usage;
    let method = ident(operation.method_name.as_str());
    let call = quote!(client.#method(#(#arguments),*) #(#setters)* .send().await?);
    let call = if answers_nothing(operation) {
        quote!(#call;)
    } else {
        quote!(let answer = #call;)
    };
    let file: syn::File = parse_quote! {
        async fn example(client: #client::Client, #(#hidden),*) -> Result<(), Box<dyn std::error::Error>> {
            #(#before)*
            #call
            Ok(())
        }
    };
    let text = prettyplease::unparse(&file);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    // The signature ends with the first line that opens the block, the block with `Ok(())` and its brace.
    let head = lines
        .iter()
        .position(|line| line.ends_with('{'))
        .map_or(0, |index| index + 1);
    let tail = lines.split_off(lines.len().saturating_sub(2).max(head));
    let body = lines.split_off(head);
    let shown = |line: String| line.strip_prefix("    ").map_or(line.clone(), str::to_owned);
    (
        lines,
        body.into_iter().map(shown).collect(),
        tail.into_iter().map(shown).collect(),
    )
}

fn answers_nothing(operation: &Operation) -> bool {
    let empty = |answer: &Answer| answer.payload == Payload::Empty;
    operation.success.choice.is_none() && operation.success.answers.first().is_none_or(empty)
}
