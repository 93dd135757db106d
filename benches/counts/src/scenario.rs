//! What is counted. In: nothing. Out: names, each with a program and its arguments.

use std::path::PathBuf;

/// One program that calls a function `measured` once.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    /// As the baseline has it.
    pub(crate) name: String,
    /// The package and its only binary.
    pub(crate) package: &'static str,
    /// Its arguments; paths are below the project's folder.
    pub(crate) arguments: Vec<String>,
}

/// The packages, each built by itself: features of dependencies that one turns on would be on in the other.
pub(crate) const PACKAGES: [&str; 2] = ["generator", "codec"];

const DOCUMENTS: [&str; 2] = ["kathan", "sippet"];
const STAGES: [&str; 6] = ["read", "normalise", "document", "lower", "emit", "layout"];
const RESPONSES: [&str; 3] = ["kathan-calls", "sippet-calls", "sippet-audit-event"];

/// All scenarios.
pub(crate) fn all() -> Vec<Scenario> {
    let generator = DOCUMENTS.iter().flat_map(|document| {
        STAGES.iter().map(move |stage| {
            let file = PathBuf::from("specs").join(format!("{document}.yaml"));
            Scenario {
                name: format!("generate/{document}/{stage}"),
                package: "generator",
                arguments: vec![(*stage).to_owned(), file.display().to_string()],
            }
        })
    });
    let codec = ["decode", "encode"].iter().flat_map(|direction| {
        RESPONSES.iter().flat_map(move |response| {
            ["generated", "by-hand"].iter().map(move |types| Scenario {
                name: format!("{direction}/{response}/{types}"),
                package: "codec",
                arguments: [direction, response, types].map(|it| (*it).to_owned()).to_vec(),
            })
        })
    });
    generator.chain(codec).collect()
}
