//! What the crates depend on, as cargo says it: models know no HTTP, and each feature stands by itself.

use std::process::Command;

use crate::clients::Result;

/// The names of the crates that a package is built with.
fn tree(arguments: &[&str]) -> Result<Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-e",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{lib}",
        ])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut names: Vec<_> = String::from_utf8(output.stdout)?
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    assert!(names.len() > 3, "{names:?}");
    Ok(names)
}

/// Crates that talk to the network, or know how one would.
const HTTP: &[&str] = &[
    "http",
    "http_body",
    "hyper",
    "hyper_util",
    "reqwest",
    "rustls",
    "tokio",
    "tower",
    "url",
];

fn found(names: &[String], among: &[&'static str]) -> Vec<&'static str> {
    among
        .iter()
        .copied()
        .filter(|name| names.iter().any(|found| found == name))
        .collect()
}

#[test]
fn models_have_no_http_crate_in_their_tree() -> Result {
    for models in ["kathan-models", "sippet-models"] {
        let names = tree(&["-p", models, "--features", "jiff,chrono,time"])?;
        assert_eq!(found(&names, HTTP), [""; 0], "{models}");
        let expected = ["callspec_types", "chrono", "jiff", "serde", "time"];
        assert_eq!(found(&names, &expected), expected, "{models}");
    }
    Ok(())
}

#[test]
fn clients_without_a_transport_have_no_network_in_their_tree() -> Result {
    for client in ["kathan-client", "sippet-client"] {
        let names = tree(&["-p", client, "--no-default-features"])?;
        assert_eq!(found(&names, HTTP), ["http"], "{client}");
        let names = tree(&["-p", client])?;
        assert_eq!(
            found(&names, &["http", "hyper", "jiff", "reqwest", "rustls"]).len(),
            5,
            "{client}"
        );
        assert_eq!(
            found(&names, &["chrono", "native_tls", "time", "tracing_subscriber"]),
            [""; 0]
        );
    }
    Ok(())
}

/// Each feature of `callspec` by itself, with what it must bring; `.ci/run` builds them.
#[test]
fn each_feature_brings_what_it_is_named_after() -> Result {
    for (feature, brought) in [
        ("kathan", &["kathan_client", "kathan_models"][..]),
        ("sippet", &["sippet_client", "sippet_models"]),
        ("reqwest", &["reqwest", "hyper"]),
        ("rustls", &["reqwest", "rustls"]),
        ("native-tls", &["reqwest", "native_tls"]),
        ("blocking", &["tokio"]),
        ("tracing", &["tracing"]),
        ("jiff", &["jiff"]),
        ("chrono", &["chrono"]),
        ("time", &["time"]),
        ("testing", &[]),
    ] {
        let names = tree(&["-p", "callspec", "--no-default-features", "--features", feature])?;
        assert_eq!(found(&names, brought), brought, "{feature}");
        let others = ["kathan_client", "sippet_client", "jiff", "chrono"].into_iter();
        let others: Vec<_> = others.filter(|name| !brought.contains(name)).collect();
        assert_eq!(found(&names, &others), [""; 0], "{feature}");
    }
    Ok(())
}
