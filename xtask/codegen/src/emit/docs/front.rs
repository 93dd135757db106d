//! The front page of the client crate: the documentation of its root, and its README, which says the same.
//!
//! In: the API. Out: lines of Markdown. Links to items are for rustdoc alone; a README names the items.

use super::api::{self, root};
use super::client::credential;
use super::first;
use super::lines::{Lines, item, labelled, paragraph};
use crate::code_span::code;
use crate::emit::words::bare;
use crate::ir::{Api, Group, Operation, Scheme, SchemeKind};

/// Where a page is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Rustdoc,
    Readme,
}

/// The documentation of the client crate.
pub(in crate::emit) fn client_root(api: &Api) -> Vec<String> {
    let mut lines = root("Client", api);
    client(Place::Rustdoc, api, &mut lines);
    lines.done()
}

/// The README of the client crate.
pub(in crate::emit) fn client_readme(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.heading(format!("# {}-client", api.name));
    lines.block(root("Client", api).done());
    client(Place::Readme, api, &mut lines);
    lines.done()
}

/// The README of the models crate.
pub(in crate::emit) fn models_readme(api: &Api) -> Vec<String> {
    let mut lines = Lines::default();
    lines.heading(format!("# {}-models", api.name));
    lines.block(root("Types", api).done());
    lines.block(api::about_models(api));
    lines.done()
}

/// The sections of the client's page.
fn client(place: Place, api: &Api, lines: &mut Lines) {
    if let Some(example) = first::call(api) {
        lines.heading(place.heading(1, "Example"));
        lines.block(place.example(example));
    }
    if !api.schemes.is_empty() {
        lines.heading(place.heading(1, "Credentials"));
        credentials(place, api, lines);
    }
    if api.operations().next().is_some() {
        lines.heading(place.heading(1, "Operations"));
        let of = place.item("Client", "Client");
        lines.paragraph(format!(
            "Each is a method of {of} that gives a request, which is sent when it is awaited."
        ));
        for group in api.groups.iter().filter(|group| !group.operations.is_empty()) {
            operations(place, group, lines);
        }
        lines.heading(place.heading(1, "Errors"));
        errors(place, api, lines);
        lines.heading(place.heading(1, "Limits and retries"));
        lines.block(limits(place));
    }
    if api.operations().next().is_some() {
        lines.heading(place.heading(1, "Tests"));
        lines.paragraph(
            "With the feature `testing`, `testing::documented` is a server in memory that answers each operation with its \
             documented example.",
        );
    }
    lines.heading(place.heading(1, "Types"));
    let models = place.module("models");
    lines.paragraph(match api.headers.is_empty() {
        true => format!("What is sent and received is in {models}."),
        false => format!(
            "What is sent and received is in {models}; keys for the headers of responses are in {}.",
            place.module("headers")
        ),
    });
}

impl Place {
    fn heading(self, level: usize, text: &str) -> String {
        // The README has its title above them.
        let above = usize::from(self == Self::Readme);
        format!("{} {text}", "#".repeat(level + above))
    }

    /// A name of Rust, which leads to its page where there is one.
    fn item(self, name: &str, path: &str) -> String {
        match self {
            Self::Rustdoc if name == path => format!("[`{name}`]"),
            Self::Rustdoc => format!("[`{name}`]({path})"),
            Self::Readme => format!("`{name}`"),
        }
    }

    /// A module, which a macro such as `file!` may share its name with.
    fn module(self, name: &str) -> String {
        match self {
            Self::Rustdoc => format!("[`mod@{name}`]"),
            Self::Readme => format!("`{name}`"),
        }
    }

    /// An example, of which a README shows what rustdoc does.
    fn example(self, lines: Vec<String>) -> Vec<String> {
        if self == Self::Rustdoc {
            return lines;
        }
        let shown = lines.into_iter().filter(|line| !line.starts_with("# "));
        shown
            .map(|line| {
                if line == "```no_run" {
                    "```rust".to_owned()
                } else {
                    line
                }
            })
            .collect()
    }
}

/// Where each scheme's credential is set.
fn credentials(place: Place, api: &Api, lines: &mut Lines) {
    let (builder, from_env) = (
        place.item("Client::builder", "Client::builder"),
        place.item("Client::from_env", "Client::from_env"),
    );
    lines.paragraph(match api.has_from_env() {
        true => format!("{builder} takes them from the program, {from_env} from the environment."),
        false => format!("{builder} takes them. None is printed, by `Debug` or in an error."),
    });
    let schemes = api.schemes.iter().map(|scheme| {
        let variable = scheme.env.as_deref().map(|name| format!(", variable {}", code(name)));
        let (key, setter) = (code(&scheme.key), setter(place, scheme));
        format!(
            "* {key}: {setter}{}, {}.",
            variable.unwrap_or_default(),
            credential(&scheme.kind)
        )
    });
    lines.block(schemes.flat_map(|said| item(paragraph(said))).collect());
}

fn setter(place: Place, scheme: &Scheme) -> String {
    let name = match scheme.kind {
        SchemeKind::MutualTls => "network",
        _ => bare(scheme.name.as_str()),
    };
    place.item(name, &format!("ClientBuilder::{name}"))
}

/// The list of a group.
fn operations(place: Place, group: &Group, lines: &mut Lines) {
    let module = bare(group.module.as_str());
    // By its address: a list of headings shows `mod@calls` as it stands, and a plain path is called redundant.
    let heading = match place {
        Place::Rustdoc => format!("[`{module}`]({module}/index.html)"),
        Place::Readme => format!("`{module}`"),
    };
    lines.heading(place.heading(2, &heading));
    let said = group.operations.iter().flat_map(|operation| {
        let method = bare(operation.method_name.as_str());
        let request = code(&format!("{} {}", operation.method.as_str(), operation.path));
        let method = place.item(method, &format!("Client::{method}"));
        item(labelled(&format!("* {method} ({request})"), summary(operation)))
    });
    lines.block(said.collect());
}

/// What an operation does.
fn summary(operation: &Operation) -> Vec<String> {
    let mut lines = Lines::default();
    if operation.deprecated {
        lines.paragraph("Deprecated.");
    }
    lines.sentence(operation.docs.summary.as_ref());
    lines.done()
}

/// How errors are told apart.
fn errors(place: Place, api: &Api, lines: &mut Lines) {
    let error = place.item("Error", "Error");
    let example = first::errors(api);
    let documented = match example {
        Some(_) => format!(
            ". A documented error response is a variant of the operation's own enum, which {} gives",
            place.item("Error::api", "Error::api")
        ),
        None => "; the document has no error response".to_owned(),
    };
    lines.paragraph(format!(
        "A call that fails gives an {error}{documented}. `?` makes a {} of any of them. Both tell more: {}, {}, {} and \
         others.",
        place.item("CallError", "CallError"),
        place.item("status", "Error::status"),
        place.item("is_not_found", "Error::is_not_found"),
        place.item("may_have_been_carried_out", "Error::may_have_been_carried_out"),
    ));
    lines.block(example.map(|example| place.example(example)).unwrap_or_default());
}

/// What ends a call, and what is tried again.
fn limits(place: Place) -> Vec<String> {
    let setter = |name: &str| place.item(name, &format!("ClientBuilder::{name}"));
    paragraph(format!(
        "Time ({}, {}, {}) and the size of a response ({}) are limited from the start. The builder sets the limits, and a \
         request may have its own. {} says which calls are tried again, and when.",
        setter("timeout"),
        setter("connect_timeout"),
        setter("read_timeout"),
        setter("body_limit"),
        place.item("Retry", "Retry"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readme_has_no_links_of_rustdoc_and_no_hidden_lines() {
        let lines = ["```no_run", "# hidden", "shown();", "```"].map(str::to_owned);
        assert_eq!(Place::Readme.example(lines.to_vec()), ["```rust", "shown();", "```"]);
        assert_eq!(Place::Rustdoc.example(lines.to_vec()), lines);
        assert_eq!(Place::Readme.item("timeout", "ClientBuilder::timeout"), "`timeout`");
        assert_eq!(Place::Readme.heading(1, "Errors"), "## Errors");
    }
}
