//! Generates progenitor's client. In: `specs/kathan.yaml`. Out: `kathan.rs`, and `left_out.rs` with the operations that
//! progenitor cannot express.

mod cut;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use progenitor::Generator;

const SPEC: &str = "../../specs/kathan.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SPEC}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=cut.rs");
    let mut document = serde_yaml::from_str(&fs::read_to_string(SPEC)?)?;
    let left_out = cut::down(&mut document);

    let document: openapiv3::OpenAPI = serde_json::from_value(document)?;
    let client = Generator::default().generate_tokens(&document)?;
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    let out = Path::new(&out);
    fs::write(out.join("kathan.rs"), prettyplease::unparse(&syn::parse2(client)?))?;
    fs::write(out.join("left_out.rs"), format!("&{left_out:?}"))?;
    Ok(())
}
