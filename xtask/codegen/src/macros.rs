//! What the macros of the runtime add to generated types, as a fixed table; a test reads their definitions beside it.

/// What one macro adds to the type that it is called with.
#[derive(Debug)]
pub struct Added {
    /// The macro.
    pub name: &'static str,
    /// The traits that it implements.
    pub traits: &'static [&'static str],
    /// The methods that it adds.
    pub methods: &'static [&'static str],
}

/// All macros.
pub const ADDED: &[Added] = &[
    Added {
        name: "open_enum",
        traits: &[
            "Display",
            "AsRef<str>",
            "From<String>",
            "FromStr",
            "Serialize",
            "Deserialize",
        ],
        methods: &[],
    },
    Added {
        name: "open_integer_enum",
        traits: &["Display", "Serialize", "Deserialize"],
        methods: &[],
    },
    Added {
        name: "open_value_enum",
        traits: &["Serialize", "Deserialize"],
        methods: &[],
    },
    Added {
        name: "union",
        traits: &["Serialize", "Deserialize"],
        methods: &[],
    },
    Added {
        name: "operation",
        traits: &["IntoFuture"],
        methods: &[
            "send",
            "send_raw",
            "timeout",
            "connect_timeout",
            "read_timeout",
            "retry",
            "body_limit",
            "header",
            "extra_query",
            "extra_body",
            "send_blocking",
        ],
    },
    Added {
        name: "streamed",
        traits: &["Streamed"],
        methods: &["stream", "stream_blocking"],
    },
    Added {
        name: "paged",
        traits: &["Paged"],
        methods: &["pages", "items"],
    },
    Added {
        name: "client_builder",
        traits: &[],
        methods: &[
            "base_url",
            "allow_http",
            "timeout",
            "read_timeout",
            "connect_timeout",
            "body_limit",
            "retry",
            "user_agent",
            "transport",
            "middleware",
            "clock",
            "dice",
            "network",
            "build",
            "request",
            "download",
        ],
    },
];

/// What a macro adds; `None` for one that is not known.
pub fn added(name: &str) -> Option<&'static Added> {
    ADDED.iter().find(|added| added.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that define them.
    fn files() -> [String; 4] {
        let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates");
        let read = |file| std::fs::read_to_string(crates.join(file)).unwrap();
        [
            "callspec-core/src/macros.rs",
            "callspec-core/src/stream/macros.rs",
            "callspec-types/src/open_enum.rs",
            "callspec-types/src/union.rs",
        ]
        .map(read)
    }

    /// The definitions, by the macro's name. `operation!` calls macros of its own, and what they add is its own.
    fn definitions() -> Vec<(String, String)> {
        let mut found = Vec::new();
        for text in files() {
            for definition in text.split("macro_rules! ").skip(1) {
                let name = definition.split(' ').next().unwrap();
                let name = match name {
                    "__blocking" | "__call_options" => "operation",
                    "__stream_blocking" => "streamed",
                    "__network" => "client_builder",
                    name => name,
                };
                found.push((name.to_owned(), definition.to_owned()));
            }
        }
        found
    }

    #[test]
    fn no_page_shows_what_generated_code_alone_calls() {
        for text in files() {
            let exported = text.matches("#[macro_export]").count();
            assert_eq!(text.matches("#[doc(hidden)]\n#[macro_export]").count(), exported);
        }
    }

    #[test]
    fn the_table_says_what_the_definitions_add() {
        for (name, definition) in definitions() {
            let added = added(&name).unwrap_or_else(|| panic!("`{name}!` is not in the table"));
            let lines = definition.lines().map(str::trim);
            for line in lines {
                let method = line.strip_prefix("pub async fn ").or(line.strip_prefix("pub fn "));
                if let Some(method) = method.and_then(|rest| rest.split('(').next()) {
                    assert!(added.methods.contains(&method), "`{name}!` adds the method `{method}`");
                }
                let of = line.strip_prefix("impl").and_then(|rest| rest.split_once(" for $name"));
                if let Some((path, _)) = of {
                    // The last name before what stands in brackets.
                    let path = path.rsplit("> ").next().unwrap().trim();
                    let name_of = |path: &str| path.split('<').next().unwrap().rsplit("::").next().unwrap().to_owned();
                    // What the macros alone call is on no page.
                    let is_hidden = path.ends_with("private::Union");
                    let known = is_hidden || added.traits.iter().any(|known| name_of(known) == name_of(path));
                    assert!(known, "`{name}!` implements `{path}`");
                }
            }
        }
        for added in ADDED {
            let definitions: String = definitions()
                .into_iter()
                .filter(|(name, _)| name == added.name)
                .map(|(_, text)| text)
                .collect();
            for method in added.methods {
                assert!(
                    definitions.contains(&format!("fn {method}(")),
                    "`{}!` does not add `{method}`",
                    added.name
                );
            }
            for name in added.traits {
                let name = name.split('<').next().unwrap();
                assert!(
                    definitions.contains(name),
                    "`{}!` does not implement `{name}`",
                    added.name
                );
            }
        }
    }
}
