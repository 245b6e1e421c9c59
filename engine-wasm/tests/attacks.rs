//! Scripts that try to hang, break or fool the host. The first line of each says what must happen.
//!
//! With `MOONTEST_REPORTS` set to a folder, the table of all is kept there for the summary of `npm test`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may, and its table is its report"
)]

use std::env;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use engine_wasm::dataset::Dataset;
use engine_wasm::result::result_json;
use engine_wasm::run::{Run, RunRequest};

const FUEL: u64 = 50_000_000;
/// Enough to compare cloned tables with reused ones.
const LITTLE_FUEL: u64 = 500_000;
/// A hang is what the test is against; the goal is 2 s.
const HANG_SECONDS: f64 = 20.0;

const NORMAL: &str = "local t = {}
function on_bar(ctx, bar)
  t[#t + 1] = bar
  print(ctx.step, bar.sma_5, #t, math.random(100))
  for k, v in pairs({a = 1, b = 2, [{}] = 3}) do print(k, v) end
  return bar.close > bar.sma_5 and (ctx.position <= 0 and 'buy' or 'hold') or 'sell'
end";

fn dataset() -> Rc<Dataset> {
    let close: Vec<f64> = (0..300).map(|i| 100.0 + f64::from(i % 17) - f64::from(i % 5)).collect();
    let ts = (0..300).map(|i| 1_700_000_000_000_000_000 + i * 60_000_000_000).collect();
    Rc::new(Dataset { ts: Some(ts), close, symbol: "TEST".to_owned(), ..Dataset::default() })
}

fn run(dataset: &Rc<Dataset>, script: &[u8], fuel: u64, clones_tables: bool) -> (String, String) {
    let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let request = RunRequest {
        script: String::from_utf8_lossy(script).into_owned(),
        settings: vec![
            setting("fuel_per_bar", &fuel.to_string()),
            setting("fuel_total", &fuel.to_string()),
            setting("memory_mb", "64"),
            setting("trace_actions", "true"),
        ],
        clones_tables,
        ..RunRequest::default()
    };
    let none: Rc<[String]> = Rc::new([]);
    let mut run = Run::start(dataset, &none, &request).unwrap();
    while !run.advance(100) {}
    let kind = run.problem().map_or("ok", |problem| problem.kind.code());
    (kind.to_owned(), result_json(&run, &[]))
}

/// One attack's line of the table.
struct Tried {
    name: String,
    expected: String,
    kind: String,
    seconds: f64,
    /// What is wrong with how it ended.
    wrong: Option<String>,
}

fn try_attack(file: &Path, normal: &str, dataset: &Rc<Dataset>) -> Tried {
    let script = fs::read(file).unwrap();
    let text = String::from_utf8_lossy(&script);
    let line = text.lines().find(|line| line.contains("-- expect:")).unwrap();
    let expected = line.split("-- expect:").nth(1).unwrap().split(':').next().unwrap();
    let start = Instant::now();
    let (kind, _) = run(dataset, &script, FUEL, false);
    let seconds = start.elapsed().as_secs_f64();
    let same_after = run(dataset, NORMAL.as_bytes(), FUEL, false).1 == normal;
    let [reused, cloned] = [false, true].map(|clones| run(dataset, &script, LITTLE_FUEL, clones));
    let same_cloned = reused == cloned;
    let name = file.file_name().unwrap().to_string_lossy().into_owned();
    let as_expected = expected.split('|').any(|word| word.trim() == kind);
    let passed = as_expected && seconds <= HANG_SECONDS && same_after && same_cloned;
    let wrong = (!passed).then(|| {
        format!(
            "{name}: {kind} in {seconds:.1} s, expected {expected}, same cloned: {same_cloned}, \
             same after: {same_after}"
        )
    });
    Tried { name, expected: expected.trim().to_owned(), kind, seconds, wrong }
}

#[test]
fn every_attack_ends_as_expected_and_leaves_nothing_behind() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/attacks");
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 450);
    let next = AtomicUsize::new(0);
    let work = || {
        let dataset = dataset();
        let normal = run(&dataset, NORMAL.as_bytes(), FUEL, false).1;
        let mut tried = Vec::new();
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            tried.push(try_attack(file, &normal, &dataset));
        }
        tried
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut tried: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    tried.sort_by(|a, b| a.name.cmp(&b.name));
    for Tried { name, expected, kind, seconds, .. } in &tried {
        println!("{name:40} {expected:36} {kind:18} {seconds:7.3} s");
    }
    if let Some(folder) = env::var_os("MOONTEST_REPORTS") {
        let rows: Vec<_> = tried
            .iter()
            .map(|one| format!("{}\t{}\t{:.3}", one.name, one.kind, one.seconds))
            .collect();
        fs::write(Path::new(&folder).join("attacks-native.tsv"), rows.join("\n")).unwrap();
    }
    let wrong: Vec<_> = tried.into_iter().filter_map(|one| one.wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
