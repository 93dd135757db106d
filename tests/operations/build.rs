//! Names the specs without a table. In: `specs/` and `src/`. Out: an ignored test for each of them, so that `cargo test` says
//! that nothing here looks at its operations.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const SPECS: &str = "../../specs";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SPECS}");
    println!("cargo::rerun-if-changed=src");
    let mut tests = String::new();
    for entry in fs::read_dir(SPECS)? {
        let path = entry?.path();
        let (Some(stem), Some(extension)) = (path.file_stem(), path.extension()) else {
            continue;
        };
        let name = stem
            .to_string_lossy()
            .replace(|it: char| !it.is_ascii_alphanumeric(), "_");
        let is_spec = ["yaml", "yml", "json"].iter().any(|it| extension == *it);
        if !is_spec || Path::new("src").join(format!("{name}.rs")).exists() {
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let reason = format!("specs/{file} has no table of operations; tests/README.md says how to write one");
        tests += &format!("#[test]\n#[ignore = {reason:?}]\nfn r#{name}() {{\n    panic!({reason:?});\n}}\n\n");
    }
    let out = env::var_os("OUT_DIR").ok_or("no OUT_DIR")?;
    Ok(fs::write(Path::new(&out).join("without_table.rs"), tests)?)
}
