//! What the crates depend on: models know no HTTP, and each feature stands by itself.
//!
//! In: the manifests of the workspace and `Cargo.lock`. `cargo tree` would say the same, but it needs each crate of each
//! feature downloaded, and `cargo test` downloads no crate that it does not build.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::clients::Result;

type Names = BTreeSet<String>;

/// The crates of a tree, each with the features that are asked of it.
type Tree = BTreeMap<String, Names>;

/// The packages of the workspace as cargo reads their manifests, and the crates that each crate is locked with.
struct Workspace {
    packages: BTreeMap<String, Value>,
    locked: BTreeMap<String, Names>,
}

impl Workspace {
    fn read() -> Result<Self> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
        let arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"];
        let output = Command::new(env!("CARGO")).args(arguments).current_dir(root).output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let metadata: Value = serde_json::from_slice(&output.stdout)?;
        let packages = list(&metadata["packages"]).map(|package| (text(&package["name"]), package.clone()));
        Ok(Self {
            packages: packages.collect(),
            locked: locked(&std::fs::read_to_string(format!("{root}/Cargo.lock"))?),
        })
    }

    /// The generated crates whose names end so.
    fn generated(&self, suffix: &str) -> Vec<&str> {
        let names = self.packages.iter().filter(|(name, package)| {
            name.ends_with(suffix)
                && package["manifest_path"]
                    .as_str()
                    .is_some_and(|path| path.contains("generated"))
        });
        names.map(|(name, _)| name.as_str()).collect()
    }

    /// What a package is built with if these features of it are on. Of crates that are no packages of the workspace it says
    /// which features are asked of them, and not what these bring.
    fn tree(&self, package: &str, features: &[&str]) -> Tree {
        let features = features.iter().map(|&feature| feature.to_owned());
        let mut tree = Tree::from([(package.to_owned(), features.collect())]);
        loop {
            let before = tree.clone();
            for (name, features) in &before {
                if let Some(package) = self.packages.get(name) {
                    tree.entry(name.clone()).or_default().extend(own(package, features));
                    for (dependency, asked) in dependencies(package, features) {
                        tree.entry(dependency).or_default().extend(asked);
                    }
                }
            }
            if tree == before {
                return tree;
            }
        }
    }

    /// The crates of a tree with all that they may bring: what is locked is what any of their features needs.
    fn names(&self, tree: &Tree) -> Names {
        let (mut names, mut rest) = (Names::new(), tree.keys().cloned().collect::<Vec<_>>());
        while let Some(name) = rest.pop() {
            if names.insert(name.clone()) && !self.packages.contains_key(&name) {
                rest.extend(self.locked.get(&name).into_iter().flatten().cloned());
            }
        }
        names
    }
}

/// The features of a package that its features turn on, themselves left out.
fn own(package: &Value, features: &Names) -> Names {
    let entries = entries(package, features);
    let entries = entries.filter(|entry| !entry.contains(['/', ':']));
    entries.map(str::to_owned).collect()
}

/// The crates that a package needs with these features, and the features that it asks of each.
fn dependencies(package: &Value, features: &Names) -> Tree {
    let mut needed = Tree::new();
    for dependency in list(&package["dependencies"]).filter(|it| it["kind"].is_null()) {
        let name = text(&dependency["name"]);
        let key = dependency["rename"].as_str().unwrap_or(&name);
        let mut is_on = dependency["optional"] == false;
        let mut asked: Names = list(&dependency["features"]).map(text).collect();
        if dependency["uses_default_features"] == true {
            asked.insert("default".to_owned());
        }
        for entry in entries(package, features) {
            match entry.strip_prefix("dep:").unwrap_or(entry).split_once('/') {
                None => is_on |= entry.strip_prefix("dep:") == Some(key),
                Some((of, feature)) if of.trim_end_matches('?') == key => {
                    is_on |= !of.ends_with('?');
                    asked.insert(feature.to_owned());
                }
                Some(_) => {}
            }
        }
        if is_on {
            needed.entry(name).or_default().extend(asked);
        }
    }
    needed
}

/// What stands under these features in a manifest.
fn entries<'a>(package: &'a Value, features: &'a Names) -> impl Iterator<Item = &'a str> {
    let entries = features.iter().flat_map(|feature| list(&package["features"][feature]));
    entries.filter_map(Value::as_str)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Reads a lock file: names and their dependencies, all versions of a crate together.
fn locked(file: &str) -> BTreeMap<String, Names> {
    let mut locked = BTreeMap::<String, Names>::new();
    let mut name = String::new();
    for line in file.lines() {
        if let Some(of) = line.strip_prefix("name = ") {
            name = of.trim_matches('"').to_owned();
        } else if let Some(dependency) = line.strip_prefix(" \"") {
            let dependency = dependency.split([' ', '"']).next().unwrap_or_default();
            locked.entry(name.clone()).or_default().insert(dependency.to_owned());
        }
    }
    locked
}

/// Crates that talk to the network, or know how one would.
const HTTP: &[&str] = &[
    "http",
    "http-body",
    "hyper",
    "hyper-util",
    "reqwest",
    "rustls",
    "tokio",
    "tower",
    "url",
];

/// Crates that only receivers of webhooks need.
const RECEIVING: &[&str] = &["callspec-webhooks", "ed25519-dalek", "hmac", "sha1", "sha2"];

fn found(names: &Names, among: &[&'static str]) -> Vec<&'static str> {
    among.iter().copied().filter(|name| names.contains(*name)).collect()
}

/// The crates of a tree, and `crate/feature` for each feature that is asked.
fn asked(tree: &Tree) -> Names {
    let features = tree
        .iter()
        .flat_map(|(name, features)| features.iter().map(move |feature| format!("{name}/{feature}")));
    tree.keys().cloned().chain(features).collect()
}

#[test]
fn models_have_no_http_crate_in_their_tree() -> Result {
    let workspace = Workspace::read()?;
    let all = workspace.generated("-models");
    assert!(all.len() >= 2, "{all:?}");
    for models in all {
        let tree = workspace.tree(models, &["default", "jiff", "chrono", "time"]);
        let names = workspace.names(&tree);
        assert_eq!(found(&names, HTTP), [""; 0], "{models}");
        assert_eq!(found(&names, RECEIVING), [""; 0], "{models}");
        let receiving = workspace.names(&workspace.tree(models, &["webhooks"]));
        assert_eq!(found(&receiving, HTTP), [""; 0], "{models}");
        let expected = ["callspec-types", "chrono", "jiff", "serde", "serde_core", "time"];
        assert_eq!(found(&names, &expected), expected, "{models}");
    }
    Ok(())
}

#[test]
fn clients_without_a_transport_have_no_network_in_their_tree() -> Result {
    let workspace = Workspace::read()?;
    let all = workspace.generated("-client");
    assert!(all.len() >= 2, "{all:?}");
    for client in all {
        let names = workspace.names(&workspace.tree(client, &[]));
        assert_eq!(found(&names, HTTP), ["http"], "{client}");
        let names = asked(&workspace.tree(client, &["default"]));
        let expected = ["http", "hyper", "jiff", "reqwest", "reqwest/rustls"];
        assert_eq!(found(&names, &expected), expected, "{client}");
        let others = ["chrono", "reqwest/default", "reqwest/native-tls", "time", "tracing"];
        assert_eq!(found(&names, &others), [""; 0], "{client}");
    }
    Ok(())
}

/// Each feature of `callspec` by itself, with what it must bring; `.ci/run` builds them.
#[test]
fn each_feature_brings_what_it_is_named_after() -> Result {
    let workspace = Workspace::read()?;
    for (feature, brought) in [
        ("reqwest", &["reqwest", "hyper"][..]),
        ("rustls", &["reqwest", "reqwest/rustls"]),
        ("native-tls", &["reqwest", "reqwest/native-tls"]),
        ("blocking", &["tokio"]),
        ("tracing", &["tracing"]),
        ("jiff", &["jiff"]),
        ("chrono", &["chrono"]),
        ("time", &["time"]),
        ("testing", &[]),
        ("webhooks", &["callspec-webhooks"]),
    ] {
        let names = asked(&workspace.tree("callspec", &[feature]));
        assert_eq!(found(&names, brought), brought, "{feature}");
        let others = ["jiff", "chrono", "time", "tracing", "callspec-webhooks"].into_iter();
        let others = others.chain(["reqwest/default", "reqwest/rustls", "reqwest/native-tls"]);
        let others: Vec<_> = others.filter(|name| !brought.contains(name)).collect();
        assert_eq!(found(&names, &others), [""; 0], "{feature}");
        for client in workspace.generated("-client") {
            assert!(!names.contains(client), "{feature} brings {client}");
        }
    }
    // The features of reqwest that are asked for bring the crates of their names.
    let below = workspace.names(&Tree::from([("reqwest".to_owned(), Names::new())]));
    assert_eq!(found(&below, &["rustls", "native-tls"]), ["rustls", "native-tls"]);
    Ok(())
}

/// Each provider is a feature of its name, which brings its crates and no other's; `testing` adds to those that are on.
#[test]
fn each_provider_is_a_feature() -> Result {
    let workspace = Workspace::read()?;
    let all = workspace.generated("-client");
    let offered = list(&workspace.packages["callspec"]["dependencies"]);
    let offered: Names = offered.map(|dependency| text(&dependency["name"])).collect();
    let offered: Vec<_> = all.iter().filter(|client| offered.contains(**client)).collect();
    assert!(offered.len() >= 2, "{offered:?}");
    for client in offered {
        let feature = client.trim_end_matches("-client");
        let names = asked(&workspace.tree("callspec", &[feature]));
        let brought = |client: &&&str| names.contains(**client);
        assert_eq!(all.iter().filter(brought).collect::<Vec<_>>(), [client]);
        assert!(names.contains(&format!("{feature}-models")), "{names:?}");
        let testing = format!("{client}/testing");
        assert!(!names.contains(&testing), "{names:?}");
        let names = asked(&workspace.tree("callspec", &[feature, "testing"]));
        assert!(names.contains(&testing), "{names:?}");
    }
    Ok(())
}
