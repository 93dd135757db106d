//! Generates progenitor's client. In: `specs/kathan.yaml`. Out: `kathan.rs`; `send.rs`, which sends any of its operations; and
//! `left_out.rs`, the operations that progenitor or this test cannot express.

mod cut;

use std::error::Error;
use std::panic::catch_unwind;
use std::path::Path;
use std::{env, fs};

use progenitor::Generator;
use serde_json::{Value, json};
use syn::{FnArg, ImplItem, Item, Type};

const SPEC: &str = "../../specs/kathan.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SPEC}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=cut.rs");
    let mut document = serde_yaml::from_str(&fs::read_to_string(SPEC)?)?;
    let mut left_out = cut::down(&mut document);

    leave_out_what_fails(&mut document, &mut left_out);
    let client = generate(&document)?;
    let send = send(&client, &mut left_out);
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("kathan.rs"), prettyplease::unparse(&client))?;
    fs::write(out.join("send.rs"), send)?;
    fs::write(out.join("left_out.rs"), format!("&{left_out:?}"))?;
    Ok(())
}

/// progenitor refuses a document as a whole, or panics, for the sake of one operation.
fn leave_out_what_fails(document: &mut Value, left_out: &mut Vec<(String, String)>) {
    let paths = document["paths"].as_object().cloned().unwrap_or_default();
    for (path, item) in &paths {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let mut alone = document.clone();
            alone["paths"] = json!({path: {method: operation}});
            if let Err(reason) = generate(&alone) {
                let id = operation["operationId"].as_str().unwrap_or(path);
                left_out.push((id.to_owned(), reason));
                if let Some(Value::Object(item)) = document["paths"].get_mut(path) {
                    item.remove(method);
                }
            }
        }
    }
}

fn generate(document: &Value) -> Result<syn::File, String> {
    let generating = || -> Result<syn::File, Box<dyn Error>> {
        let document: openapiv3::OpenAPI = serde_json::from_value(document.clone())?;
        Ok(syn::parse2(Generator::default().generate_tokens(&document)?)?)
    };
    match catch_unwind(generating) {
        Ok(generated) => generated.map_err(|error| error.to_string()),
        Err(_) => Err("progenitor panics".to_owned()),
    }
}

/// A `match` that calls each asynchronous method of the client by its name.
fn send(client: &syn::File, left_out: &mut Vec<(String, String)>) -> String {
    let items = client.items.iter().filter_map(|item| match item {
        Item::Impl(item) => Some(&item.items),
        _ => None,
    });
    let mut variants = String::new();
    for method in items.flatten() {
        let ImplItem::Fn(method) = method else { continue };
        if method.sig.asyncness.is_none() {
            continue;
        }
        let name = &method.sig.ident;
        let arguments = method.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(input) => Some(argument(&input.ty)),
            FnArg::Receiver(_) => None,
        });
        match arguments.collect::<Option<Vec<_>>>() {
            Some(arguments) => {
                let arguments = arguments.join(", ");
                variants += &format!("    \"{name}\" => drop(client.{name}({arguments}).await?),\n");
            }
            None => left_out.push((
                name.to_string(),
                "an argument that is no text, option or body".to_owned(),
            )),
        }
    }
    format!("match operation {{\n{variants}    other => return Err(format!(\"no operation {{other}}\").into()),\n}}\n")
}

/// What is given for a parameter of this type.
fn argument(of: &Type) -> Option<&'static str> {
    match of {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => Some("id"),
            Type::Path(_) => Some("&serde_json::from_value(body.clone())?"),
            _ => None,
        },
        Type::Path(path) => path
            .path
            .segments
            .last()
            .filter(|it| it.ident == "Option")
            .map(|_| "None"),
        _ => None,
    }
}
