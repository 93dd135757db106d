//! What a caller gives: the arguments of constructors and setters, and how they become the value of a field.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scope::Scope;
use crate::ir::{Shape, Type};

/// An argument: `label: impl Into<String>`, of which `label.into()` is stored.
pub(super) struct Given {
    /// The argument with its type.
    pub(super) argument: TokenStream,
    /// The expression that makes the field's value of it.
    pub(super) value: TokenStream,
}

/// What of a value is converted.
enum Conversion<'t> {
    /// Nothing: callers have it as it is.
    None,
    /// The whole value.
    Whole,
    /// Each item of a list, which is of this type.
    Items(&'t Type),
}

/// The argument for a value of a type.
pub(super) fn given(scope: &Scope, name: &Ident, ty: &Type, boxed: bool) -> Given {
    let (argument, value) = match conversion(scope, scope.resolve(ty)) {
        Conversion::None => {
            let ty = scope.ty(ty);
            (quote!(#name: #ty), quote!(#name))
        }
        Conversion::Whole => {
            let ty = scope.ty(ty);
            (quote!(#name: impl Into<#ty>), quote!(#name.into()))
        }
        Conversion::Items(item) => {
            let item = scope.ty(item);
            (
                quote!(#name: impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name.into_iter().map(Into::into).collect()),
            )
        }
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

/// What callers have in other forms too: `&str`, arrays, `jiff::Timestamp`; an open enum by what it is on the wire. The
/// type is none of an alias.
fn conversion<'t>(scope: &Scope, ty: &'t Type) -> Conversion<'t> {
    match ty {
        Type::List(item) if is_enum(scope, item) => Conversion::Items(item),
        Type::Decimal
        | Type::String
        | Type::Secret
        | Type::Timestamp
        | Type::Date
        | Type::Json
        | Type::File
        | Type::List(_)
        | Type::Tuple { rest: Some(_), .. }
        | Type::Map(_) => Conversion::Whole,
        ty if is_enum(scope, ty) => Conversion::Whole,
        _ => Conversion::None,
    }
}

fn is_enum(scope: &Scope, ty: &Type) -> bool {
    matches!(scope.resolve(ty), Type::Named(id) if matches!(scope.api.type_def(*id).shape, Shape::Enum { .. }))
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
