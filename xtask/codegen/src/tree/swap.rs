//! What the system offers for changing folders in one step: locks, and exchanging two paths.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Waits until no other run holds a folder; held until the file is dropped or the process ends.
///
/// `None` where the system has no such locks: runs then still do not see each other's half-written files.
#[cfg(unix)]
pub(super) fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file = File::open(folder)?;
    match rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive) {
        Ok(()) => Ok(Some(file)),
        // Some network file systems.
        Err(
            rustix::io::Errno::NOTSUP | rustix::io::Errno::NOLCK | rustix::io::Errno::BADF | rustix::io::Errno::INVAL,
        ) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
pub(super) fn lock(_folder: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

/// Exchanges two paths in one step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(super) fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a folder and one in it, which may not exist yet, are on the same device.
#[cfg(unix)]
pub(super) fn same_device(parent: &Path, child: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (fs::metadata(parent), fs::metadata(child)) {
        (Ok(parent), Ok(child)) => parent.dev() == child.dev(),
        _ => true,
    }
}

#[cfg(not(unix))]
pub(super) fn same_device(_parent: &Path, _child: &Path) -> bool {
    true
}

/// Copies a file with its time of change, where it cannot be linked.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    File::options()
        .write(true)
        .open(to)?
        .set_modified(fs::metadata(from)?.modified()?)
}
