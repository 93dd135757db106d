//! What a caller gives: the arguments of constructors and setters, and how they become the value of a field.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::ir::Type;

/// An argument: `label: impl Into<String>`, of which `label.into()` is stored.
pub(super) struct Given {
    /// The argument with its type.
    pub(super) argument: TokenStream,
    /// The expression that makes the field's value of it.
    pub(super) value: TokenStream,
}

/// The argument for a value of a type.
pub(super) fn given(scope: &Scope, name: &Ident, ty: &Type, boxed: bool) -> Given {
    let tokens = scope.ty(ty);
    let (argument, value) = if converts(scope.resolve(ty)) {
        (quote!(#name: impl Into<#tokens>), quote!(#name.into()))
    } else {
        (quote!(#name: #tokens), quote!(#name))
    };
    Given {
        argument,
        value: if boxed { quote!(Box::new(#value)) } else { value },
    }
}

/// The argument for a value that is always sent and may be null.
pub(super) fn given_nullable(scope: &Scope, name: &Ident, ty: &Type, boxed: bool) -> Given {
    let tokens = scope.ty(ty);
    let value = if boxed {
        quote!(#name.map(Box::new))
    } else {
        quote!(#name)
    };
    Given {
        argument: quote!(#name: Option<#tokens>),
        value,
    }
}

/// Whether callers have these values in other forms too: `&str`, arrays, `jiff::Timestamp`.
pub(super) fn converts(ty: &Type) -> bool {
    matches!(
        ty,
        Type::String
            | Type::Secret
            | Type::Timestamp
            | Type::Date
            | Type::Json
            | Type::File
            | Type::List(_)
            | Type::Map(_)
    )
}

/// `name: value`, or `name` alone where the value is the argument itself.
pub(super) fn initial(name: &Ident, value: &TokenStream) -> TokenStream {
    if *name == value.to_string() {
        quote!(#name)
    } else {
        quote!(#name: #value)
    }
}

/// `#[expect(clippy::too_many_arguments)]` where a function has more arguments than clippy likes.
pub(super) fn many_arguments(count: usize, reason: &str) -> TokenStream {
    if count > 7 {
        quote!(#[expect(clippy::too_many_arguments, reason = #reason)])
    } else {
        TokenStream::new()
    }
}
