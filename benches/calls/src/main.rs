//! `calls --json FILE [--quick]`: what a call costs with callspec's clients, progenitor's and functions written by hand,
//! and what decoding and encoding cost with generated types and types written by hand.
//!
//! In: nothing; the server is this program again, as another process. Out: a table, and a [`report`] in a file.

mod by_hand;
mod codec;
mod instructions;
mod report;
mod rounds;
mod server;
mod subject;

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use report::Report;
use rounds::Extent;
use server::Server;
use subject::Subject;

/// Any error, as text.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["--json", file] => measure(file, Extent::FULL),
        ["--json", file, "--quick"] | ["--quick", "--json", file] => measure(file, Extent::QUICK),
        ["serve"] => server::serve(),
        ["call", name, url, count] => instructions::call(name, url, count),
        _ => Err("usage: calls --json FILE [--quick]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn measure(file: &str, extent: Extent) -> Result<()> {
    let server = Server::start()?;
    let subjects = Subject::all(server.url())?;
    let calls = rounds::run(&subjects, &extent)?;
    let report = Report {
        calls: instructions::add(calls, server.url())?,
        left_out: report::left_out(),
        codec: codec::run(&extent)?,
    };
    report.print();
    fs::write(file, serde_json::to_string_pretty(&report)?)?;
    Ok(())
}
