//! Work on several items at once, on threads with room for deep documents.

use std::io;
use std::sync::Mutex;
use std::thread;

/// Stack of each thread: a document may be nested [`MAX_DEPTH`](crate::read::MAX_DEPTH) levels deep, and each
/// stage may need several frames for a level. Only what is used becomes memory.
const STACK: usize = 64 << 20;

/// Applies a function to all items; the results keep their order.
pub fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> io::Result<Vec<R>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let queue = Mutex::new(items.into_iter().enumerate());
    let run = || {
        let mut results = Vec::new();
        loop {
            // The lock is only ever held for this one step.
            let next = queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).next();
            let Some((index, item)) = next else {
                return results;
            };
            results.push((index, work(item)));
        }
    };
    let mut results = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run);
        let handles = (0..threads).map(spawn).collect::<io::Result<Vec<_>>>()?;
        let join = |handle: thread::ScopedJoinHandle<'_, Vec<(usize, R)>>| {
            handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        io::Result::Ok(handles.into_iter().flat_map(join).collect::<Vec<_>>())
    })?;
    results.sort_by_key(|(index, _)| *index);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_keep_their_order() {
        let squares: Vec<_> = (0..100).map(|n| n * n).collect();
        assert_eq!(map((0..100).collect(), |n| n * n).unwrap(), squares);
        assert!(map(Vec::<i32>::new(), |n| n).unwrap().is_empty());
    }
}
