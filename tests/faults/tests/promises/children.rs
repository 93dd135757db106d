//! Tests that need a process of their own: for its memory, or for its environment. In: the name of an ignored test of this
//! program. Out: nothing, if it passes there.

use std::process::Command;

/// Where the child finds the server; without it, the child is run by itself and has nothing to do.
const URL: &str = "CALLSPEC_FAULTS_URL";

/// Runs an ignored test behind these words of the shell.
pub(crate) fn run(prefix: &str, test: &str, url: &str, environment: &[(&str, &str)]) {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{prefix} exec \"$0\" --exact --ignored {test}")]);
    command.arg(program).env(URL, url).envs(environment.iter().copied());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("1 passed"), "no test is called {test}: {said}");
}

/// In the child: where the server is.
pub(crate) fn url() -> Option<String> {
    std::env::var(URL).ok()
}
