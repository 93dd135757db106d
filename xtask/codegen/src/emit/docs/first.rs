//! The examples of the front page: a first call, and how its errors are told apart.
//!
//! In: the API. Out: the lines of each, with their fence. The operation is chosen by rule: one that reads, needs nothing and
//! gives something, else one that shows all it needs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::operation::status_word;
use super::usage::{Usage, body_lines, fenced, gives_nothing, imports, path, unparse};
use crate::emit::words::{ident, string};
use crate::ir::{Api, Group, Method, Operation, Payload, Scheme, SchemeKind};

/// A function that makes a client and a call.
pub(super) fn call(api: &Api) -> Option<Vec<String>> {
    let (group, operation) = simplest(api, |_| true)?;
    let (usage, example) = Usage::of(api, &group.module, operation, false);
    let arguments = usage.hidden.concat();
    let signature = format!(
        "async fn first_call({}) -> Result<(), {}::CallError> {{}}",
        arguments.trim_start_matches(", "),
        api.path
    );
    let mut function: syn::ItemFn = syn::parse_str(&signature).ok()?;
    let (before, client, call) = (&usage.before, client(api, operation), usage.call(operation));
    let call = match gives_nothing(operation) {
        true => quote!(#call?;),
        false => quote!(let response = #call?; println!("{response:?}");),
    };
    function.block = parse_quote!({ let client = #client; #(#before)* #call Ok(()) });
    let mut lines = imports(&api.path, &example);
    lines.extend(unparse(vec![syn::Item::Fn(function)]));
    Some(fenced(api, None, lines))
}

/// A `match` over what a call gives; `None` where no operation documents an error response.
pub(super) fn errors(api: &Api) -> Option<Vec<String>> {
    let (group, operation) = simplest(api, |operation| operation.errors.is_some())?;
    let errors = operation.errors.as_ref()?;
    let response = errors.responses.first()?;
    let (usage, example) = Usage::of(api, &group.module, operation, false);

    let (client, module, name) = (
        path(&api.path),
        ident(group.module.as_str()),
        ident(errors.name.as_str()),
    );
    let variant = ident(response.variant.as_str());
    let pattern = match response.payload {
        Payload::Empty => quote!(#name::#variant),
        _ => quote!(#name::#variant(_)),
    };
    let said = string(&format!("{}: {{error}}", status_word(response.status)));
    let success = match gives_nothing(operation) {
        true => quote!(Ok(()) => println!("done")),
        false => quote!(Ok(response) => println!("{response:?}")),
    };
    let (before, call) = (&usage.before, usage.call(operation));
    let mut lines = unparse(vec![parse_quote!(use #client::#module::#name;)]);
    lines.extend(imports(&api.path, &example));
    if lines.last().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    lines.extend(body_lines(quote! {
        #(#before)*
        match #call {
            #success,
            Err(error) => match error.api() {
                Some(#pattern) => println!(#said),
                _ => println!("{error}"),
            },
        }
    }));
    Some(fenced(api, Some(&usage), lines))
}

/// The operation that shows a call in the fewest words, of those that are fit for it.
fn simplest(api: &Api, is_fit: impl Fn(&Operation) -> bool) -> Option<(&Group, &Operation)> {
    let all = api
        .groups
        .iter()
        .flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let all: Vec<_> = all.filter(|(_, operation)| is_fit(operation)).collect();
    let find = |rule: &dyn Fn(&Group, &Operation) -> bool| {
        all.iter()
            .copied()
            .find(|(group, operation)| !operation.deprecated && rule(group, operation))
    };
    let reads = |operation: &Operation| operation.method == Method::Get && !gives_nothing(operation);
    let needs_nothing = |operation: &Operation| {
        let needs_body = operation.body.as_ref().is_some_and(|body| body.required);
        !needs_body && operation.params.iter().all(|param| !param.required)
    };
    let shows_all =
        |group: &Group, operation: &Operation| Usage::of(api, &group.module, operation, false).0.hidden.is_empty();
    find(&|_, operation| reads(operation) && needs_nothing(operation))
        .or_else(|| find(&|group, operation| reads(operation) && shows_all(group, operation)))
        .or_else(|| find(&shows_all))
        .or_else(|| all.first().copied())
}

/// The expression that makes a client for an operation: from the environment where that has all it takes.
fn client(api: &Api, operation: &Operation) -> TokenStream {
    let client = path(&api.path);
    let needed = operation
        .security
        .first()
        .into_iter()
        .flatten()
        .map(|id| api.scheme(*id));
    let needed: Vec<&Scheme> = needed.filter(|scheme| scheme.kind != SchemeKind::MutualTls).collect();
    if api.base_url.is_some() && !needed.is_empty() && needed.iter().all(|scheme| scheme.env.is_some()) {
        return quote!(#client::Client::from_env()?);
    }
    let base_url = match api.base_url {
        Some(_) => TokenStream::new(),
        None => {
            let url = string(&format!(
                "https://api.example.com{}",
                api.base_path.as_deref().unwrap_or_default()
            ));
            quote!(.base_url(#url))
        }
    };
    let setters = needed.iter().map(|scheme| {
        let setter = ident(scheme.name.as_str());
        match scheme.kind {
            SchemeKind::Basic => quote!(.#setter("user", "password")),
            SchemeKind::Bearer => quote!(.#setter("token")),
            _ => quote!(.#setter("key")),
        }
    });
    quote!(#client::Client::builder() #base_url #(#setters)* .build()?)
}
