//! What the tests of columns share. In: a document. Out: what the generator made of it.

use callspec_codegen::emit::{self, Runtime};
use callspec_codegen::pipeline::{self, Options, Outcome};
use callspec_codegen::source::Source;

/// Reads a document called `t`.
pub(crate) fn analysed(document: &str) -> Outcome {
    let options = Options {
        name: "t".to_owned(),
        strict: false,
        emit: emit::Options {
            spec: "t".to_owned(),
            runtime: Runtime::Workspace,
        },
    };
    pipeline::analyse(Source::from_text("t.json", document), &options)
}
