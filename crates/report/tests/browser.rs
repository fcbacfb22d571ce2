//! The page in a browser: pedigrees open, nothing overflows a narrow screen, every text can be read in light and dark.
//!
//! Needs Chromium: `CAIRN_CHROMIUM`, or on the path under one of its names. Without it the tests say so and pass.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "helpers of tests")]

mod support;

use serde_json::Value;
use std::fs::{File, read_to_string, write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::Specimen;

/// Runs before the page's own script: remembers what goes wrong.
const WATCH: &str = "
window.wrong = [];
addEventListener('error', (event) => wrong.push(event.message));
addEventListener('securitypolicyviolation', (event) => wrong.push('policy: ' + event.violatedDirective));
";

/// Runs after it: uses the page as a reader does and sends what it saw to the page around it.
const PROBE: &str = include_str!("support/probe.js");

#[test]
fn a_reader_opens_pedigrees_and_reads_everything_in_light() {
    check(false);
}

#[test]
fn a_reader_opens_pedigrees_and_reads_everything_in_dark() {
    check(true);
}

fn check(dark: bool) {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: no Chromium; put it on the path or name it in CAIRN_CHROMIUM");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    write(folder.path().join("page.html"), probed(&specimen().html())).unwrap();
    let frames = "<!DOCTYPE html><pre id=\"seen\"></pre>\
        <script>addEventListener('message', (event) => seen.append(encodeURIComponent(event.data) + '\\n'))</script>\
        <iframe width=\"360\" height=\"740\" src=\"page.html\"></iframe>\
        <iframe width=\"1280\" height=\"900\" \
        src=\"page.html#pedigree=aldermark/online_daily@1/gender=girl,age=3\"></iframe>";
    write(folder.path().join("frames.html"), frames).unwrap();
    let seen = browse(&chromium, folder.path(), dark);
    assert_eq!(seen.len(), 2, "both frames report");
    for frame in &seen {
        let width = frame["width"].as_u64().unwrap();
        assert_eq!(frame["dark"], Value::Bool(dark));
        assert_eq!(frame["wrong"], Value::Array(Vec::new()), "errors at {width} px");
        assert!(frame["scrollWidth"].as_u64().unwrap() <= width, "{width} px wide");
        assert_eq!(frame["widest"], Value::Null, "wider than {width} px");
        assert_eq!(
            frame["cut"],
            Value::Array(Vec::new()),
            "cut off by their indicator or their cell at {width} px"
        );
        assert!(frame["texts"].as_u64().unwrap() > 300, "texts were looked at");
        assert!(
            frame["contrast"].as_f64().unwrap() >= 4.5,
            "{width} px: contrast {} of {}",
            frame["contrast"],
            frame["faintest"]
        );
        assert!(frame["markContrast"].as_f64().unwrap() >= 3.0, "marks: {}", frame["markContrast"]);
        assert_eq!(frame["openedByAddress"], Value::Bool(width > 360));
        assert!(frame["opened"]["crossed"].as_str().unwrap().contains("Gender × Age group: Girls, 16–17"));
        for (way, id) in [
            ("figure", "aldermark/online_daily@1/gender=girl"),
            ("table", "aldermark/online_daily@1/gender=boy"),
            ("headline", "aldermark/online_daily@1"),
            ("summary", "aldermark/online_daily@1"),
            ("finding", "aldermark/told_no_one@1/gender=girl"),
            ("insight", "aldermark/told_no_one@1/gender=girl"),
            ("withheld", "aldermark/online_daily@1/gender=other"),
            ("crossed", "aldermark/online_daily@1/gender=girl,age=3"),
        ] {
            let dialog = frame["opened"][way].as_str().unwrap_or_else(|| panic!("{way} opens a pedigree"));
            for part in
                [id, "data/aldermark/household_survey/child.parquet", &"ab".repeat(32), "cairn trace STUDY"]
            {
                assert!(dialog.contains(part), "{way}: {part} in {dialog}");
            }
        }
    }
}

/// The small specimen, with words that are longer than a narrow screen is wide.
fn specimen() -> Specimen {
    let mut specimen = Specimen::with_children();
    let long = "Nordhochlandseenplattenbezirk".repeat(4);
    let study = &mut specimen.study;
    study.indicators[1].title.push_str(&long);
    study.indicators[1].topic.clone_from(&long);
    study.partners.push(long.clone());
    study.breakdowns[2].title.push_str(&long);
    study.breakdowns[2].levels[1].label.push_str(&long);
    study.themes[0].title.push_str(&long);
    study.countries[0].population.children[0].source.source.push_str(&long);
    specimen.estimate();
    specimen.count_children();
    specimen
}

fn probed(page: &str) -> String {
    page.replacen("script-src ", "script-src 'nonce-probe' ", 1)
        .replacen("<head>", &format!("<head><script nonce=\"probe\">{WATCH}</script>"), 1)
        .replacen("</body>", &format!("<script nonce=\"probe\">{PROBE}</script></body>"), 1)
}

fn chromium() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CAIRN_CHROMIUM") {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|file| file.is_file())
}

/// Loads `frames.html` and gives what its frames reported.
fn browse(chromium: &Path, folder: &Path, dark: bool) -> Vec<Value> {
    let output = folder.join("dom.html");
    let mut browser = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--window-size=1400,900", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("--blink-settings=preferredColorScheme={}", u8::from(!dark)))
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("file://{}", folder.join("frames.html").display()))
        .stdout(Stdio::from(File::create(&output).unwrap()))
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while browser.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(90) {
            browser.kill().unwrap();
            browser.wait().unwrap();
            panic!("the browser did not finish");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let dom = read_to_string(output).unwrap();
    let seen = dom.split_once("<pre id=\"seen\">").unwrap().1.split_once("</pre>").unwrap().0;
    seen.lines().map(|line| serde_json::from_slice(&decoded(line)).unwrap()).collect()
}

/// Undoes `encodeURIComponent`.
fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('%') {
        bytes.extend(plain.bytes());
        bytes.push(u8::from_str_radix(&escaped[..2], 16).unwrap());
        rest = &escaped[2..];
    }
    bytes.extend(rest.bytes());
    bytes
}
