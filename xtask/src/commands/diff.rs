//! `diff`: what a change of documents does to callers.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};

use super::place::{self, Spec};
use super::{Failure, Verdict, eprint, patiently, print};
use callspec_codegen::output;
use callspec_codegen::report::{self, render};
use callspec_diff::accepted::{self, Entry};
use callspec_diff::git::{self, Git};
use callspec_diff::side::{Revision, Side};
use callspec_diff::{Comparison, Links, Options, Origin, format};

/// The file of accepted breaks.
const ACCEPTED: &str = "accepted-breaks.toml";

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// What was: a revision, its file or folder (REV:PATH), a folder or a file [default: where the branch left the default branch].
    #[arg(long, value_name = "REV|REV:PATH|DIR|FILE")]
    base: Option<String>,
    /// What is [default: the working tree].
    #[arg(long, value_name = "REV|REV:PATH|DIR|FILE")]
    head: Option<String>,
    /// How it is shown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Breaks that were accepted [default: accepted-breaks.toml, where there is one].
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// What two plain documents are called: the prefix of their crates [default: after the head's file].
    #[arg(long)]
    name: Option<String>,
    /// Where places can be read, for --format markdown: an address with {file} and {line}, and {commit} for the side's commit.
    #[arg(long, value_name = "URL")]
    link: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For a terminal.
    Text,
    /// For a comment on a pull request.
    Markdown,
    /// Annotations of GitHub Actions.
    Github,
    /// For programs; see docs/diff.schema.json.
    Json,
    /// Entries for a changelog.
    Changelog,
}

/// A side, and whether it is one document.
type Read = (Side, bool);

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let (mut base, base_single) = match &arguments.base {
        Some(base) => side(base)?,
        None => default_base(arguments.head.as_deref())?,
    };
    let (mut head, head_single) = match &arguments.head {
        Some(head) => side(head)?,
        None => working_tree()?,
    };
    match (base_single, head_single) {
        (true, false) => head.keep(&base),
        (false, true) => base.keep(&head),
        _ => {}
    }
    if let Some(name) = &arguments.name {
        call(name, [&mut base, &mut head], base_single && head_single)?;
    }
    let options = Options {
        today: today(),
        single: base_single && head_single,
    };
    let compare = || callspec_diff::compare(base, head, &options);
    let mut comparison = match patiently("comparing", compare) {
        Ok(comparison) => comparison,
        Err(callspec_diff::Failure::Threads(error)) => return Err(Failure::new(error)),
        Err(callspec_diff::Failure::Faulty(documents)) => {
            for faulty in &documents {
                let shown = report::Options {
                    color: true,
                    limit: Some(10),
                    notes: Some(0),
                };
                eprint(render(&faulty.report, &faulty.source, shown));
            }
            return Err(Failure::new("documents with errors cannot be compared"));
        }
    };
    if let Some(link) = &arguments.link {
        comparison.links = links(link, &comparison)?;
    }
    let entries = match &arguments.accepted {
        Some(file) => accepted_file(file)?,
        None => accepted_of(arguments.head.is_none(), &comparison.head)?,
    };
    // What cannot be read there any more can no longer be mended.
    let before = accepted_of(false, &comparison.base).unwrap_or_default();
    comparison.accept(&entries, &before, &options.today);
    show(&comparison, arguments.format);
    Ok(if comparison.passes() {
        Verdict::Fine
    } else {
        Verdict::Findings
    })
}

fn show(comparison: &Comparison, format: Format) {
    match format {
        Format::Text => print(format::text(comparison)),
        Format::Markdown => print(format::markdown(comparison)),
        Format::Github => print(format::github(comparison)),
        Format::Json => print(format_args!("{:#}\n", format::json(comparison))),
        Format::Changelog => print(format::changelog(comparison)),
    }
}

/// Gives two plain documents a name.
fn call(name: &str, sides: [&mut Side; 2], are_plain: bool) -> Result<(), Failure> {
    if !are_plain {
        return Err(Failure::new(
            "--name is for two plain documents: specs are called after their files",
        ));
    }
    if !output::is_name(name) {
        return Err(Failure::new(format_args!(
            "`{name}` is no name for crates: small letters, digits and single `-`, a letter first"
        )));
    }
    for input in sides.into_iter().flat_map(|side| &mut side.inputs) {
        name.clone_into(&mut input.name);
    }
    Ok(())
}

/// The addresses of both sides: files of the disk are taken for those of the commit that is checked out.
fn links(link: &str, comparison: &Comparison) -> Result<Links, Failure> {
    if !link.contains("{file}") {
        return Err(Failure::new(
            "--link has no {file} in it, such as https://example.com/{commit}/{file}#L{line}",
        ));
    }
    let of = |origin: &Origin| {
        let commit = match &origin.revision {
            Some(revision) => Some(revision.commit.clone()),
            None => Git(PathBuf::from(".")).commit("HEAD").ok(),
        };
        match commit {
            Some(commit) => Some(link.replace("{commit}", &commit)),
            None => Some(link.to_owned()).filter(|link| !link.contains("{commit}")),
        }
    };
    Ok(Links {
        base: of(&comparison.base),
        head: of(&comparison.head),
    })
}

/// What an argument names: a path that exists, else `REVISION:PATH`, else a revision.
fn side(argument: &str) -> Result<Read, Failure> {
    let path = Path::new(argument);
    if path.is_dir() {
        let specs = place::documents(path, argument.trim_end_matches('/'))?;
        return Ok((of_specs(specs)?, false));
    }
    if path.exists() {
        let spec = Spec::of(path);
        let side = Side::of_files(&[(spec.name, spec.path, spec.shown)]).map_err(Failure::new)?;
        return Ok((side, true));
    }
    match argument.split_once(':') {
        Some((revision, path)) if !revision.is_empty() && !revision.contains('{') => {
            Side::of_path(&Git(PathBuf::from(".")), revision, path).map_err(Failure::new)
        }
        None if looks_like_file(argument) => Err(Failure::new(format_args!("there is no file {argument}"))),
        _ => {
            let git = Git(place::root()?);
            let revision = Revision::of(&git, argument).map_err(Failure::new)?;
            Ok((of_revision(&git, revision)?, false))
        }
    }
}

fn looks_like_file(argument: &str) -> bool {
    output::is_document(Path::new(argument))
}

fn of_revision(git: &Git, revision: Revision) -> Result<Side, Failure> {
    Side::of_revision(git, revision, place::SPECS).map_err(Failure::new)
}

/// Where the branch of the head, which is the current one unless a revision is given, left the default branch.
fn default_base(head: Option<&str>) -> Result<Read, Failure> {
    let root = place::root()?;
    if !git::is_repository(&root) {
        return Err(Failure::new(
            "this is no git repository: say what to compare with --base",
        ));
    }
    let is_path = |head: &str| Path::new(head).exists() || looks_like_file(head);
    let head = head.filter(|head| !is_path(head)).unwrap_or("HEAD");
    let head = head.split_once(':').map_or(head, |(revision, _)| revision);
    let git = Git(root);
    let fork = git.fork(head).map_err(Failure::new)?;
    let revision = Revision {
        asked: format!("where {head} left {}", fork.default),
        commit: fork.commit,
    };
    Ok((of_revision(&git, revision)?, false))
}

fn working_tree() -> Result<Read, Failure> {
    let specs = place::specs(&place::root()?)?;
    Ok((of_specs(specs)?, false))
}

fn of_specs(specs: Vec<Spec>) -> Result<Side, Failure> {
    let files: Vec<_> = specs
        .into_iter()
        .map(|spec| (spec.name, spec.path, spec.shown))
        .collect();
    Side::of_files(&files).map_err(Failure::new)
}

/// The breaks that a file accepts.
fn accepted_file(file: &Path) -> Result<Vec<Entry>, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format_args!("cannot read {}: {error}", file.display())))?;
    entries(&file.display().to_string(), &text)
}

/// The breaks that the project accepts in the working tree or in a revision; none for plain files, as the project's file
/// is about its own specs.
fn accepted_of(is_working_tree: bool, origin: &Origin) -> Result<Vec<Entry>, Failure> {
    let Ok(root) = place::root() else {
        return Ok(Vec::new());
    };
    match &origin.revision {
        Some(Revision { commit, asked }) => match Git(root).file(commit, Path::new(ACCEPTED)) {
            Ok(text) => entries(&format!("{ACCEPTED} of {asked}"), &text),
            Err(_) => Ok(Vec::new()),
        },
        None if is_working_tree && root.join(ACCEPTED).is_file() => accepted_file(&root.join(ACCEPTED)),
        None => Ok(Vec::new()),
    }
}

fn entries(file: &str, text: &str) -> Result<Vec<Entry>, Failure> {
    accepted::parse(text).map_err(|fault| Failure::new(format_args!("{file}: {fault}")))
}

/// The day in UTC, `YYYY-MM-DD`, from the days since 1970-01-01 (the civil calendar's 400 years are 146,097 days).
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(now.as_secs() / 86_400).unwrap_or_default() + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Years begin in March here, so that the day of a leap year is the last.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
