fn main() {
    let path = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let api: openapiv3::OpenAPI = if path.ends_with("json") {
        serde_json::from_str(&text).unwrap()
    } else {
        serde_yaml::from_str(&text).unwrap()
    };
    let mut report = xtask::report::Report::default();
    let t = std::time::Instant::now();
    let ir = xtask::lower::lower(&api, "x", &mut report);
    eprintln!(
        "{:?} types {} ops {}",
        t.elapsed(),
        ir.types.len(),
        ir.operations().count()
    );
    let mut counts = std::collections::BTreeMap::new();
    for d in &report.diagnostics {
        *counts.entry(d.code.as_str()).or_insert(0) += 1;
        if std::env::var("V").is_ok() {
            eprintln!("{} {} {}", d.code.as_str(), d.at.0, d.message);
        }
    }
    eprintln!("{counts:?}");
    if std::env::var("D").is_ok() {
        println!("{ir:#?}");
    }
}
