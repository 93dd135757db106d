//! Lock files of workspaces that hold generated crates.
//!
//! In: what cargo reads in the manifests, and the text of a lock file. Out: whether they fit, as far as the crates of this
//! project go; cargo itself brings a lock file up to date. Versions of other people's crates are left as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::commands::{patiently, tools};

/// The crates of a workspace, by name.
pub(super) type Packages = BTreeMap<String, Package>;

/// What a lock file says of a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Package {
    version: String,
    dependencies: BTreeSet<String>,
    /// Those of the dependencies that only a feature brings; a lock file does not tell.
    optional: BTreeSet<String>,
}

impl Package {
    /// Whether a lock file that says this of a crate is one of it: all of its workspace, or another one's, which holds
    /// optional dependencies where a feature there brings them.
    fn fits(&self, package: &Self) -> bool {
        let missing = || package.dependencies.difference(&self.dependencies);
        self.version == package.version
            && self.dependencies.is_subset(&package.dependencies)
            && missing().all(|name| package.optional.contains(name))
    }
}

/// The crates of the root's workspace, or what cargo says of one that it cannot read. Nothing is resolved or downloaded.
pub(super) fn packages(root: &Path) -> Result<Packages, String> {
    let mut command = tools::cargo("metadata", root);
    command.args(["--no-deps", "--offline", "--format-version", "1"]);
    let output = command
        .output()
        .map_err(|error| format!("cargo cannot be started: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())?;
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let listed = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let package = |package: Value| {
        let all = listed(&package["dependencies"]);
        let names = |is: &dyn Fn(&&Value) -> bool| all.iter().filter(is).map(|one| text(one, "name")).collect();
        let its = Package {
            version: text(&package, "version"),
            dependencies: names(&|_| true),
            optional: names(&|one| one["optional"] == true),
        };
        (text(&package, "name"), its)
    };
    Ok(listed(&metadata["packages"]).into_iter().map(package).collect())
}

/// Whether a lock file holds exactly the crates of a workspace.
pub(super) fn is_of(lock: &str, packages: &Packages) -> bool {
    let local = local(lock);
    let is_same = |(name, package): (&String, &Package)| {
        let known = local.get(name);
        known.is_some_and(|known| known.version == package.version && known.dependencies == package.dependencies)
    };
    local.len() == packages.len() && packages.iter().all(is_same)
}

/// Whether what a lock file says of some crates fits; the lock file of another workspace holds those that it uses.
pub(super) fn has(lock: &str, packages: &Packages, names: &[String]) -> bool {
    let local = local(lock);
    names.iter().all(|name| {
        local
            .get(name)
            .is_none_or(|package| packages.get(name).is_some_and(|known| package.fits(known)))
    })
}

/// The crates of a lock file that come from no registry.
fn local(lock: &str) -> Packages {
    let mut packages = Packages::new();
    for block in lock.split("[[package]]").skip(1) {
        let value = |key: &str| {
            let rest = block
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
            rest.strip_suffix('"')
        };
        if let (Some(name), Some(version), None) = (value("name"), value("version"), value("source")) {
            // `"name"`, or `"name version"` where there are several.
            let dependencies = block
                .lines()
                .filter_map(|line| line.strip_prefix(" \"")?.strip_suffix("\","));
            let names = dependencies.map(|entry| entry.split(' ').next().unwrap_or(entry).to_owned());
            let dependencies = names.collect();
            let package = Package {
                version: version.to_owned(),
                dependencies,
                ..Package::default()
            };
            packages.insert(name.to_owned(), package);
        }
    }
    packages
}

/// Lets cargo bring a lock file up to date: with what is known on this machine or, where that is not enough, with what the
/// registry says.
pub(super) fn update(file: &Path, shown: &str) -> Result<(), String> {
    let folder = file.parent().unwrap_or(file);
    let mut words = String::new();
    for arguments in [&["--offline"][..], &[]] {
        let mut command = tools::cargo("update", folder);
        command.args(["--workspace", "--quiet"]).args(arguments);
        let output = patiently(&format!("`cargo update --workspace` for {shown}"), || command.output());
        let output = output.map_err(|error| format!("cargo cannot be started: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        words = String::from_utf8_lossy(&output.stderr)
            .trim()
            .trim_start_matches("error: ")
            .to_owned();
    }
    Err(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "a-client"
version = "0.1.0"
dependencies = [
 "a-models",
 "syn 3.0.0",
]

[[package]]
name = "a-models"
version = "0.1.0"

[[package]]
name = "syn"
version = "3.0.0"
source = "registry+https://example.com"
dependencies = [
 "a-models",
]
"#;

    fn packages() -> Packages {
        let package = |dependencies: &[&str]| Package {
            version: "0.1.0".to_owned(),
            dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
            ..Package::default()
        };
        Packages::from([
            ("a-client".to_owned(), package(&["a-models", "syn"])),
            ("a-models".to_owned(), package(&[])),
        ])
    }

    #[test]
    fn a_lock_file_holds_versions_and_dependencies() {
        assert!(is_of(LOCK, &packages()));
        assert!(!is_of(
            &LOCK.replace(
                "name = \"a-models\"\nversion = \"0.1",
                "name = \"a-models\"\nversion = \"0.2"
            ),
            &packages()
        ));
        assert!(!is_of(&LOCK.replace(" \"a-models\",\n \"syn", " \"syn"), &packages()));
        let mut more = packages();
        more.insert("b".to_owned(), Package::default());
        assert!(!is_of(LOCK, &more), "one is missing");
        more.remove("b");
        more.remove("a-client");
        assert!(!is_of(LOCK, &more), "one is left over");
        assert!(has(LOCK, &more, &["a-models".to_owned(), "b".to_owned()]));
        assert!(!has(LOCK, &Packages::default(), &["a-models".to_owned()]));
    }

    #[test]
    fn another_workspace_may_be_without_what_a_feature_brings() {
        let models = &["a-models".to_owned()];
        let mut packages = packages();
        packages.entry("a-models".to_owned()).or_default().dependencies = BTreeSet::from(["b".to_owned()]);
        assert!(!has(LOCK, &packages, models) && !is_of(LOCK, &packages));
        packages.entry("a-models".to_owned()).or_default().optional = BTreeSet::from(["b".to_owned()]);
        assert!(has(LOCK, &packages, models));
        assert!(!is_of(LOCK, &packages), "its own workspace has all of them");
    }
}
