//! Folders whose files stand on each other: dependencies go one way.

use super::{File, root, sources};

/// A folder, the path of its module, and its files from bottom to top: each names only those that are listed before it. A
/// name stands for a file with the folder of its parts, unless some of these are listed: then all are.
struct Order {
    folder: &'static str,
    module: &'static str,
    files: &'static [&'static str],
}

const ORDERS: &[Order] = &[
    Order {
        folder: "crates/callspec-core/src",
        module: "crate",
        files: &[
            "invalid",
            "encode",
            "json",
            "style",
            "encoding",
            "path",
            "base_url",
            "target",
            "runtime",
            "clock",
            "scheme",
            "credential_name",
            "header_value",
            "method",
            "info",
            "header",
            "coding",
            "effect",
            "head",
            "accept",
            "response",
            "retry",
            "error",
            "credential",
            "body",
            "transport",
            "network",
            "client",
            "slices",
            "reply",
            "multipart",
            "idempotency",
            "request",
            "trace",
            "extra",
            "exchange",
            "operation",
            "pages",
            "sparse",
            "macros",
            "call",
            "send",
            "stream",
            "oauth2",
            "blocking",
            "raw",
            "download",
            "testing",
        ],
    },
    Order {
        folder: "crates/callspec-webhooks/src",
        module: "crate",
        files: &[
            "error", "event", "form", "scheme", "headers", "key", "verifier", "signer",
        ],
    },
    Order {
        folder: "xtask/codegen/src/emit",
        module: "crate::emit",
        files: &[
            "words",
            "literals",
            "json_text",
            "rust_type",
            "scope",
            "redacted",
            "file",
            "given",
            "initial",
            "docs",
            "constructors",
            "options",
            "manifest",
            "spellings",
            "enums",
            "events",
            "unions",
            "structs",
            "signature",
            "models",
            "contents",
            "lists",
            "headers",
            "testing",
            "environment",
            "client",
            "multipart",
            "request",
            "responses",
            "operations",
        ],
    },
    Order {
        folder: "xtask/codegen/src/lower",
        module: "crate::lower",
        files: &[
            // Names.
            "naming/claims",
            "naming/in_use",
            "naming/symbols",
            "naming/names",
            "naming/resolve",
            "naming/clash",
            "naming",
            // What the document says, read only.
            "references",
            "schemas/view",
            "schemas/budget",
            "schemas",
            "schemas/json_types",
            "schemas/values",
            "schemas/itself",
            "schemas/members",
            "schemas/examples",
            "schemas/bases",
            "schemas/json_api",
            "schemas/reach",
            "facts",
            "docs",
            // Types.
            "models/site",
            "models/draft",
            "models/types",
            "models/recursion",
            "models",
            "models/inline",
            "models/tuples",
            "models/shapes",
            "models/enums",
            "models/json_api",
            "models/naming",
            "models/forms",
            "models/objects",
            "models/compositions",
            "models/signatures",
            "models/tags",
            "models/alike",
            "models/selection",
            "models/variants",
            "models/unions",
            "models/distribution",
            "models/components",
            // Operations.
            "operations/media_types",
            "operations/alike",
            "operations/status",
            "operations/security",
            "operations/entries",
            "operations/segments",
            "operations/idempotency",
            "operations/paged",
            "operations/page_members",
            "operations/recognised",
            "operations/page_size",
            "operations/paging",
            "operations/draft",
            "operations/naming",
            "operations/servers",
            "operations/examples",
            "operations/credential_name",
            "operations/credentials",
            "operations/encodings",
            "operations/params",
            "operations/path",
            "operations/bodies",
            "operations/streams",
            "operations/shown",
            "operations/headers",
            "operations/response_bodies",
            "operations/responses",
            "operations/decoding",
            "operations",
            "operations/sparse",
            "operations/header_keys",
            "operations/event_names",
            "operations/events",
            "operations/webhooks",
            // What depends on all of these.
            "settle/attributes",
            "settle/boxes",
            "settle/files",
            "settle/rings",
            "settle/tuples",
            "settle/superseded",
            "settle/told",
            "settle/tags",
            "settle/initial",
            "settle/types",
            "settle/operations",
            "settle",
            "version",
        ],
    },
];

impl Order {
    /// The file or folder of the list that a path belongs to: `schemas/view` of `schemas/view/Node`.
    fn find(&self, path: &str) -> Option<usize> {
        let mut path = path;
        loop {
            if let Some(index) = self.files.iter().position(|file| *file == path) {
                return Some(index);
            }
            path = path.rsplit_once('/')?.0;
        }
    }

    /// Whether a file is in the list, or none that stands in its folder.
    fn is_listed(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        let beside = format!("{folder}/");
        path.ends_with("/mod") || self.files.contains(&path) || !self.files.iter().any(|file| file.starts_with(&beside))
    }

    /// The paths below the folder that a file names: after the module's own path, after `super`, and as its own parts.
    fn named(&self, file: &str, code: &str) -> Vec<String> {
        let (folder, is_root) = match file.strip_suffix("/mod") {
            Some(folder) => (folder, true),
            None => (file.rsplit_once('/').map_or("", |(folder, _)| folder), false),
        };
        let above = if is_root {
            folder.rsplit_once('/').map_or("", |(above, _)| above)
        } else {
            folder
        };
        let below = |folder: &str, path: String| format!("{folder}/{path}").trim_start_matches('/').to_owned();
        let mut named = paths_after(&format!("{}::", self.module), code);
        named.extend(paths_after("super::", code).into_iter().map(|path| below(above, path)));
        if is_root {
            let own = paths_after("use ", code).into_iter().map(|path| below(folder, path));
            named.extend(own.filter(|path| {
                self.files
                    .iter()
                    .any(|file| path.starts_with(&format!("{file}/")) && *file != folder)
            }));
        }
        named
    }

    fn faults(&self) -> Vec<String> {
        let files = sources(&root().join(self.folder));
        let mut faults = Vec::new();
        let mut met = vec![false; self.files.len()];
        for file in files.iter().filter(|file| !file.is_test) {
            let path = file.path.trim_end_matches(".rs");
            // The root of the folder names all of them.
            if matches!(path, "lib" | "mod") {
                continue;
            }
            let Some(rank) = self
                .find(path.trim_end_matches("/mod"))
                .filter(|_| self.is_listed(path))
            else {
                faults.push(format!("{}/{} is not in the list", self.folder, file.path));
                continue;
            };
            met[rank] = true;
            for named in self.named(path, &code(file)) {
                match self.find(&named) {
                    Some(other) if other > rank => {
                        faults.push(format!("{}/{} names `{named}`", self.folder, file.path))
                    }
                    Some(_) => {}
                    // A name without its file comes through the root, which stands on all.
                    None => faults.push(format!("{}/{} takes `{named}` from the root", self.folder, file.path)),
                }
            }
        }
        let gone = self.files.iter().zip(met).filter(|(_, met)| !met);
        faults.extend(gone.map(|(file, _)| format!("{} has no `{file}`", self.folder)));
        faults
    }
}

/// The code of a file; what its macros name is named where they are used.
fn code(file: &File) -> String {
    file.code().replace("$crate::", "")
}

/// The paths that a text names after a beginning, with `/`, braces expanded.
fn paths_after(beginning: &str, code: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    let mut paths = Vec::new();
    for (at, _) in code.match_indices(beginning) {
        if !code[..at].ends_with(is_part) {
            expand(&code[at + beginning.len()..], "", &mut paths);
        }
    }
    paths
}

/// Adds the paths at the beginning of a text to a path, and gives what follows them.
fn expand<'t>(text: &'t str, path: &str, paths: &mut Vec<String>) -> &'t str {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let path = match (path, name) {
        (path, "" | "self") => path.to_owned(),
        ("", name) => name.to_owned(),
        (path, name) => format!("{path}/{name}"),
    };
    if let Some(rest) = rest.strip_prefix("::") {
        return expand(rest, &path, paths);
    }
    let Some(mut rest) = rest.strip_prefix('{').filter(|_| name.is_empty()) else {
        paths.push(path);
        return rest;
    };
    loop {
        rest = rest.trim_start_matches([',', ' ', '\n']);
        match rest.strip_prefix('}') {
            Some(rest) => return rest,
            None if rest.is_empty() => return rest,
            None => rest = expand(rest, &path, paths),
        }
    }
}

#[test]
fn files_stand_on_those_below_them() {
    let faults: Vec<String> = ORDERS.iter().flat_map(Order::faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn braces_are_expanded() {
    assert_eq!(
        paths_after(
            "crate::lower::",
            "use crate::lower::models::{self, site::{Site}, Models};\nx(crate::lower::facts::of(y))"
        ),
        ["models", "models/site/Site", "models/Models", "facts/of"]
    );
}
