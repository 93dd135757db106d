//! The client crate's root, and its `client.rs`: the security schemes, the client and its builder.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::environment;
use super::file;
use super::scope::Scope;
use super::words::{bare, docs, ident, snake, string};
use crate::ir::{Api, Scheme, SchemeKind};

/// `src/lib.rs`.
pub(super) fn root(api: &Api) -> syn::File {
    let mut modules: Vec<_> = api
        .groups
        .iter()
        .map(|group| (group.module.as_str(), quote!(pub)))
        .collect();
    modules.push(("client", TokenStream::new()));
    if !api.headers.is_empty() {
        modules.push(("headers", quote!(pub)));
    }
    if docs::evidence::client(api).is_some() {
        modules.push(("evidence", quote!(pub)));
    }
    if api.operations().next().is_some() {
        modules.push(("testing", quote!(#[cfg(feature = "testing")] pub)));
    }
    modules.sort_by_key(|(name, _)| bare(name));
    let modules = modules.into_iter().map(|(name, visibility)| -> Item {
        let name = ident(name);
        parse_quote!(#visibility mod #name;)
    });
    let models = ident(&format!("{}_models", snake(&api.name)));
    let server = (!api.servers.is_empty()).then(|| quote!(, Server));
    let uses: [Item; 5] = [
        parse_quote!(
            pub use callspec_core::types::{File, SetSome};
        ),
        // What callers name to tell outcomes apart, so that they need no dependency on the runtime.
        parse_quote!(
            pub use callspec_core::{
                BuildError, CallError, Error, ErrorKind, InvalidReason, Method, Response, Retry, StatusCode,
                TransportErrorKind,
            };
        ),
        parse_quote!(
            #[cfg(feature = "reqwest")]
            pub use callspec_core::{Network, NetworkBuilder};
        ),
        parse_quote!(
            pub use client::{Client, ClientBuilder #server};
        ),
        parse_quote!(pub use #models as models;),
    ];
    file::root(&docs::client_root(api), modules.chain(uses).collect())
}

/// `src/client.rs`.
pub(super) fn module(api: &Api) -> syn::File {
    let scope = Scope::client(api, ["Client", "ClientBuilder", "Server"].into());
    let mut items: Vec<Item> = api
        .schemes
        .iter()
        .filter_map(|scheme| scheme_item(&scope, scheme))
        .collect();
    items.push(api_item(&scope));
    items.extend(client_items(&scope));
    items.extend(builder_items(&scope));
    items.extend(environment::servers(&scope));
    file::scoped(&docs::client_module(api), &scope, items)
}

fn scheme_item(scope: &Scope, scheme: &Scheme) -> Option<Item> {
    let (name, key) = (ident(scheme.constant.as_str()), string(&scheme.key));
    let made = match &scheme.kind {
        SchemeKind::Bearer => quote!(bearer(#key)),
        SchemeKind::Basic => quote!(basic(#key)),
        SchemeKind::Http(scheme) => {
            let scheme = string(scheme);
            quote!(http(#key, #scheme))
        }
        SchemeKind::Header(header) => {
            let header = string(header);
            quote!(api_key_header(#key, #header))
        }
        SchemeKind::Query(parameter) => {
            let parameter = string(parameter);
            quote!(api_key_query(#key, #parameter))
        }
        SchemeKind::Cookie(cookie) => {
            let cookie = string(cookie);
            quote!(api_key_cookie(#key, #cookie))
        }
        SchemeKind::MutualTls => return None,
    };
    let setter = scheme.hint.as_ref().map(|name| string(name.as_str()));
    let setter = setter.map(|name| quote!(.set_with(#name)));
    let env = scheme.env.as_deref().map(string).map(|env| quote!(.env(#env)));
    let ty = scope.core("Scheme");
    Some(parse_quote!(pub(crate) static #name: #ty = #ty::#made #setter #env;))
}

fn api_item(scope: &Scope) -> Item {
    let (api, ty, this) = (scope.api, scope.core("Api"), ident(scope.api.constant.as_str()));
    let name = string(&api.name);
    let base_url = match api.base_url.as_deref().map(string) {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    let constant = |scheme: &Scheme| ident(scheme.constant.as_str());
    let sent = |scheme: &&Scheme| scheme.kind != SchemeKind::MutualTls;
    let schemes = api.schemes.iter().filter(sent).map(constant);
    let required = api
        .required()
        .into_iter()
        .map(|id| api.scheme(id))
        .filter(sent)
        .map(constant);
    parse_quote! {
        static #this: #ty = #ty {
            name: #name,
            version: env!("CARGO_PKG_VERSION"),
            base_url: #base_url,
            schemes: &[#(&#schemes),*],
            required: &[#(&#required),*],
        };
    }
}

fn client_items(scope: &Scope) -> Vec<Item> {
    let (api, this) = (scope.api, ident(scope.api.constant.as_str()));
    let heading = docs(&docs::client(api));
    let from_env = environment::from_env(scope);
    vec![
        parse_quote! {
            #heading
            #[derive(Clone, Debug)]
            pub struct Client {
                pub(crate) core: callspec_core::Client,
            }
        },
        parse_quote! {
            impl Client {
                #[doc = " Starts a client."]
                pub fn builder() -> ClientBuilder {
                    ClientBuilder { core: callspec_core::ClientBuilder::new(&#this) }
                }

                #from_env
            }
        },
    ]
}

fn builder_items(scope: &Scope) -> Vec<Item> {
    let complete = scope.core("client_builder");
    let setters: Vec<TokenStream> = scope
        .api
        .schemes
        .iter()
        .flat_map(|scheme| {
            let single = [setter_of(scope, scheme), provider_of(scope, scheme)];
            single.into_iter().flatten().chain(grants_of(scope, scheme))
        })
        .chain(environment::setters(scope))
        .collect();
    let docs = docs(&docs::builder(scope.api));
    let mut items: Vec<Item> = vec![parse_quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct ClientBuilder { core: callspec_core::ClientBuilder }
    }];
    if !setters.is_empty() {
        items.push(parse_quote!(impl ClientBuilder { #(#setters)* }));
    }
    items.push(parse_quote!(#complete!(ClientBuilder => Client);));
    items
}

/// The setter of a scheme's credential.
fn setter_of(scope: &Scope, scheme: &Scheme) -> Option<TokenStream> {
    let (method, name) = (ident(scheme.name.as_str()), ident(scheme.constant.as_str()));
    let (argument, call) = match &scheme.kind {
        SchemeKind::MutualTls => return None,
        SchemeKind::Basic => {
            let secret = scope.types("Secret");
            (
                quote!(user: impl Into<String>, password: impl Into<#secret>),
                quote!(basic_credential(&#name, user, password)),
            )
        }
        _ => {
            let secret = scope.types("Secret");
            (
                quote!(credential: impl Into<#secret>),
                quote!(credential(&#name, credential)),
            )
        }
    };
    let docs = docs(&docs::scheme(scheme));
    Some(quote! {
        #docs
        pub fn #method(mut self, #argument) -> Self { self.core = self.core.#call; self }
    })
}

/// The setters of how a scheme's tokens are fetched.
fn grants_of(scope: &Scope, scheme: &Scheme) -> Vec<TokenStream> {
    let Some(oauth2) = &scheme.oauth2 else {
        return Vec::new();
    };
    let (name, grant) = (ident(scheme.constant.as_str()), scope.core("OAuth2"));
    let credentials = oauth2.client_credentials.as_ref().map(|(method, url)| {
        let (method, secret) = (ident(method.as_str()), scope.types("Secret"));
        let docs = docs(&docs::client_credentials(scheme, url));
        let url = string(url);
        quote! {
            #docs
            pub fn #method(mut self, client_id: impl Into<String>, client_secret: impl Into<#secret>) -> Self {
                let grant = #grant::client_credentials(#url, client_id, client_secret);
                self.core = self.core.oauth2(&#name, grant);
                self
            }
        }
    });
    let (method, docs) = (ident(oauth2.grant.as_str()), docs(&docs::grant(scheme, oauth2)));
    let any = quote! {
        #docs
        pub fn #method(mut self, grant: #grant) -> Self {
            self.core = self.core.oauth2(&#name, grant);
            self
        }
    };
    credentials.into_iter().chain([any]).collect()
}

/// The setter of what gives a scheme's tokens.
fn provider_of(scope: &Scope, scheme: &Scheme) -> Option<TokenStream> {
    let (method, name) = (
        ident(scheme.provider.as_ref()?.as_str()),
        ident(scheme.constant.as_str()),
    );
    let provider = scope.core("TokenProvider");
    let docs = docs(&docs::provider(scheme));
    Some(quote! {
        #docs
        pub fn #method(mut self, provider: impl #provider) -> Self {
            self.core = self.core.token_provider(&#name, provider);
            self
        }
    })
}
