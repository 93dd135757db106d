//! What a client takes from where it runs: credentials and address from variables of the environment, and which of the
//! document's servers it calls. Nothing where the document names none of these.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::docs;
use super::scope::Scope;
use super::words::{docs, ident, string};
use crate::ir::Api;

/// `Client::from_env`.
pub(super) fn from_env(scope: &Scope) -> Option<TokenStream> {
    let api = scope.api;
    if !api.has_from_env() {
        return None;
    }
    let credentials = has_credentials(api).then(|| quote!(.credentials_from_env()));
    let base_url = api.base_url_env.as_ref().map(|_| quote!(.base_url_from_env()));
    let error = scope.core("BuildError");
    let docs = docs(&docs::from_env(api, &error.to_string()));
    Some(quote! {
        #docs
        pub fn from_env() -> Result<Self, #error> {
            Self::builder() #credentials #base_url .build()
        }
    })
}

fn has_credentials(api: &Api) -> bool {
    api.schemes.iter().any(|scheme| scheme.env.is_some())
}

/// The setters of the builder.
pub(super) fn setters(scope: &Scope) -> Vec<TokenStream> {
    let api = scope.api;
    let credentials = has_credentials(api).then(|| {
        let docs = docs(&docs::credentials_from_env(api));
        quote! {
            #docs
            pub fn credentials_from_env(mut self) -> Self {
                self.core = self.core.credentials_from_env();
                self
            }
        }
    });
    let base_url = api.base_url_env.as_deref().map(|variable| {
        let (docs, variable) = (docs(&docs::base_url_from_env(variable)), string(variable));
        quote! {
            #docs
            pub fn base_url_from_env(mut self) -> Self {
                self.core = self.core.base_url_from_env(#variable);
                self
            }
        }
    });
    let server = (!api.servers.is_empty()).then(|| {
        let docs = docs(&docs::server_setter(api));
        quote! {
            #docs
            pub fn server(mut self, server: Server) -> Self {
                self.core = self.core.server(server.url());
                self
            }
        }
    });
    [credentials, base_url, server].into_iter().flatten().collect()
}

/// The enum of the document's servers, where there are several.
pub(super) fn servers(scope: &Scope) -> Vec<Item> {
    let servers = &scope.api.servers;
    if servers.is_empty() {
        return Vec::new();
    }
    let heading = docs(&docs::servers());
    let names: Vec<_> = servers.iter().map(|server| ident(server.name.as_str())).collect();
    let urls = servers.iter().map(|server| string(&server.url));
    let variants = servers.iter().zip(&names).map(|(server, name)| {
        let docs = docs(&docs::server(server));
        quote!(#docs #name)
    });
    vec![
        parse_quote! {
            #heading
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Server { #(#variants,)* }
        },
        parse_quote! {
            impl Server {
                #[doc = " Its address, with the defaults of its variables."]
                pub const fn url(self) -> &'static str {
                    match self { #(Self::#names => #urls,)* }
                }
            }
        },
    ]
}
