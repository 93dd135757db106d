//! `Debug` that keeps secrets. In: which fields or variants it does not print. Out: their attribute, and the derive that reads it.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;

/// `#[redacted]`, where it holds.
pub(super) fn mark(redacted: bool) -> Option<TokenStream> {
    redacted.then(|| quote!(#[redacted]))
}

/// The name of the derive: the runtime's where something is marked.
pub(super) fn derive(scope: &Scope, redacts: bool) -> TokenStream {
    if redacts { scope.debug() } else { quote!(Debug) }
}
