//! Blank lines as syntax: an empty `Verbatim` item is printed as one.

use proc_macro2::TokenStream;
use syn::{File, ImplItem, Item, UseTree, Visibility};

/// The file with a blank line wherever a reader wants one.
pub(super) fn spaced(mut file: File) -> File {
    let mut items: Vec<Item> = Vec::with_capacity(file.items.len() * 2);
    // Inner attributes and documentation stand apart from what follows.
    if !file.attrs.is_empty() && !file.items.is_empty() {
        items.push(Item::Verbatim(TokenStream::new()));
    }
    for item in file.items {
        if items
            .last()
            .is_some_and(|above| !matches!(above, Item::Verbatim(_)) && apart(above, &item))
        {
            items.push(Item::Verbatim(TokenStream::new()));
        }
        items.push(within(item));
    }
    file.items = items;
    file
}

/// Whether a blank line goes between two items.
fn apart(above: &Item, below: &Item) -> bool {
    match (above, below) {
        (Item::Use(above), Item::Use(below)) => {
            let public = |vis: &Visibility| !matches!(vis, Visibility::Inherited);
            public(&above.vis) != public(&below.vis)
                || !public(&above.vis) && origin(&above.tree) != origin(&below.tree)
        }
        (Item::Mod(_), Item::Mod(_)) | (Item::Static(_), Item::Static(_)) => is_long(above) || is_long(below),
        _ => true,
    }
}

/// Where an import comes from: the standard library, another crate, this crate.
fn origin(tree: &UseTree) -> u8 {
    match tree {
        UseTree::Path(path) if path.ident == "std" => 0,
        UseTree::Path(path) if path.ident == "crate" => 2,
        _ => 1,
    }
}

/// A static whose value is more than a call, such as a struct over several lines.
fn is_long(item: &Item) -> bool {
    matches!(item, Item::Static(item) if matches!(*item.expr, syn::Expr::Struct(_)))
}

/// The item with blank lines between its members.
fn within(mut item: Item) -> Item {
    if let Item::Impl(block) = &mut item {
        let mut members = Vec::with_capacity(block.items.len() * 2);
        for member in std::mem::take(&mut block.items) {
            let types = matches!((members.last(), &member), (Some(ImplItem::Type(_)), ImplItem::Type(_)));
            if !members.is_empty() && !types {
                members.push(ImplItem::Verbatim(TokenStream::new()));
            }
            members.push(member);
        }
        block.items = members;
    }
    item
}
