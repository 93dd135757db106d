//! Documentation of the server that answers as the document does.

use super::lines::Lines;
use super::title;
use crate::ir::Api;

/// The documentation of its module.
pub(in crate::emit) fn module(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(format!(
        "Tests without a network: the {} as its document shows it.",
        title(&api.title)
    ));
    lines.done()
}

/// The documentation of the function that makes it.
pub(in crate::emit) fn documented() -> Vec<String> {
    let mut lines = Lines::default();
    lines.paragraph(
        "A server in memory that answers each operation with the documented example of its first success: for \
         [`ClientBuilder::transport`](crate::ClientBuilder::transport). [`InMemory::documented`] says more.",
    );
    lines.done()
}
