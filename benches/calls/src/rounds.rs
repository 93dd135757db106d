//! Timing. In: subjects. Out: figures of each, from rounds in which all take turns, so that what else the machine does
//! meets all alike.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use crate::Result;
use crate::report::{Call, Latency, Spread};
use crate::subject::Subject;

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// How often all take turns.
    pub(crate) rounds: usize,
    /// Calls of one subject in a round, one after the other, and again several at a time.
    pub(crate) calls: usize,
    /// How long one decoding or encoding is repeated in a round.
    pub(crate) codec: Duration,
}

impl Extent {
    pub(crate) const FULL: Self = Self {
        rounds: 15,
        calls: 1_600,
        codec: Duration::from_millis(100),
    };
    pub(crate) const QUICK: Self = Self {
        rounds: 3,
        calls: 320,
        codec: Duration::from_millis(20),
    };
}

/// Calls that are under way at a time where requests per second are measured.
const AT_ONCE: usize = 16;
/// Calls before anything is measured: they make the connections and fill the caches.
const WARM_UP: usize = 50;

/// What one subject's rounds gave.
#[derive(Default)]
struct Samples {
    latencies: Vec<Duration>,
    cpu: Vec<f64>,
    rates: Vec<f64>,
}

/// One thread for calls and connections: allocations are counted by thread.
pub(crate) fn runtime() -> Result<Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

pub(crate) async fn repeat(subject: &Subject, calls: usize) -> Result<()> {
    for _ in 0..calls {
        subject.call().await?;
    }
    Ok(())
}

pub(crate) fn run(subjects: &[Subject], extent: &Extent) -> Result<Vec<Call>> {
    let runtime = runtime()?;
    let mut samples: Vec<Samples> = subjects.iter().map(|_| Samples::default()).collect();
    for subject in subjects {
        runtime.block_on(repeat(subject, WARM_UP))?;
        runtime.block_on(at_once(subject, WARM_UP))?;
    }
    for _ in 0..extent.rounds {
        for (subject, samples) in subjects.iter().zip(&mut samples) {
            runtime.block_on(one_by_one(subject, extent.calls, &mut samples.latencies))?;
            // Processor time is taken where the client has no time to sleep: waking up costs what the machine pleases.
            let (start, before) = (Instant::now(), processor_time());
            runtime.block_on(at_once(subject, extent.calls))?;
            samples
                .cpu
                .push(micros(processor_time() - before) / extent.calls as f64);
            samples.rates.push(extent.calls as f64 / start.elapsed().as_secs_f64());
        }
    }
    subjects
        .iter()
        .zip(samples)
        .map(|(subject, samples)| figures(subject, samples, &runtime))
        .collect()
}

async fn one_by_one(subject: &Subject, calls: usize, latencies: &mut Vec<Duration>) -> Result<()> {
    for _ in 0..calls {
        let start = Instant::now();
        subject.call().await?;
        latencies.push(start.elapsed());
    }
    Ok(())
}

async fn at_once(subject: &Subject, calls: usize) -> Result<()> {
    let mut workers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let subject = subject.clone();
        let work = async move {
            repeat(&subject, calls.div_ceil(AT_ONCE))
                .await
                .map_err(|error| error.to_string())
        };
        workers.spawn(work);
    }
    while let Some(done) = workers.join_next().await {
        done??;
    }
    Ok(())
}

fn figures(subject: &Subject, mut samples: Samples, runtime: &Runtime) -> Result<Call> {
    let (allocations, allocated_bytes) = allocated(subject, runtime)?;
    samples.latencies.sort_unstable();
    let percentile = |percent: usize| {
        let at = (samples.latencies.len() * percent / 100).min(samples.latencies.len().saturating_sub(1));
        samples.latencies.get(at).copied().map_or(0.0, micros)
    };
    Ok(Call {
        operation: subject.operation,
        client: subject.client,
        requests_per_second: Spread::of(samples.rates),
        latency_us: Latency {
            median: percentile(50),
            p99: percentile(99),
        },
        cpu_us: Spread::of(samples.cpu),
        allocations,
        allocated_bytes,
        instructions: None,
    })
}

/// Allocations and their bytes of one call, as the mean of many: a connection allocates now and then.
fn allocated(subject: &Subject, runtime: &Runtime) -> Result<(f64, f64)> {
    const CALLS: usize = 200;
    let mut done = Ok(());
    let info = allocation_counter::measure(|| done = runtime.block_on(repeat(subject, CALLS)));
    done?;
    let mean = |sum: u64| sum as f64 / CALLS as f64;
    Ok((mean(info.count_total), mean(info.bytes_total)))
}

/// Of all threads of this process, in and outside the kernel.
fn processor_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

fn micros(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}
