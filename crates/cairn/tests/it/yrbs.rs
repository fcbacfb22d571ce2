//! Real records against published figures: the Youth Risk Behavior Survey of 2019, as `examples/yrbs-2019` describes it.
//!
//! Needs the survey's records, made as the example's README says: `CAIRN_YRBS_2019`, or `../shared/real/yrbs2019.csv` beside
//! the repository. Without them the test says so and passes.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// CDC's figures in per cent, as they were printed.
const PUBLISHED: [(&str, f64); 6] = [
    ("bullied_at_school", 19.5),
    ("bullied_electronically", 15.7),
    ("sad_or_hopeless", 36.7),
    ("screens_3h", 46.1),
    ("weapon_at_school", 2.8),
    ("physical_fight", 21.9),
];

/// CDC's interval for `bullied_electronically`.
const PUBLISHED_INTERVAL: (f64, f64) = (14.6, 16.9);

/// What R 4.2.2 with `survey` 4.1-1 gives: number, unweighted n, proportion, standard error, limits.
///
/// ```r
/// d <- read.csv("yrbs2019.csv", na.strings = c("NA", ""))
/// design <- svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, data = d, nest = TRUE)
/// s <- subset(design, !is.na(qn24) & q2 == 1 & q3 == 2)
/// m <- svymean(~as.numeric(qn24 == 1), s); p <- coef(m)
/// c(p, SE(m), plogis(qlogis(p) + c(-1, 1) * qt(0.975, degf(s)) * SE(m) / (p * (1 - p))))
/// ```
///
/// `svyciprop(~I(qn24 == 1), s, method = "logit")` gives the same limits but for the tolerance of its regression, 1e-8.
const R_SURVEY: [(&str, u64, [f64; 4]); 15] = [
    ("bullied_at_school@1", 13_447, [0.195190547148, 0.00684857314008, 0.181686400271, 0.209441517874]),
    ("bullied_at_school@1/grade=9", 3569, [0.22445953751, 0.011337312711, 0.202324904933, 0.248262063193]),
    (
        "bullied_at_school@1/sex=2,grade=12",
        1376,
        [0.128018877378, 0.0101288676262, 0.108860017053, 0.149982110468],
    ),
    ("bullied_electronically@1", 13_485, [0.15710341454, 0.0055679901344, 0.146148258047, 0.168717497169]),
    (
        "bullied_electronically@1/sex=1",
        6819,
        [0.203898304548, 0.0076202464662, 0.188892177347, 0.219773547732],
    ),
    (
        "bullied_electronically@1/sex=2",
        6545,
        [0.109155668828, 0.00693123490105, 0.0958838776167, 0.124012504946],
    ),
    (
        "bullied_electronically@1/sex=1,grade=10",
        1836,
        [0.210966520844, 0.0146446809717, 0.182818349934, 0.242164292061],
    ),
    (
        "bullied_electronically@1/race_ethnicity=asian",
        613,
        [0.1211954498, 0.0116414665622, 0.0994098223527, 0.146976222498],
    ),
    (
        "bullied_electronically@1/race_ethnicity=hispanic",
        2997,
        [0.127453693377, 0.0083928263738, 0.111394355033, 0.145449289792],
    ),
    ("sad_or_hopeless@1", 13_421, [0.367114609318, 0.0077859941081, 0.35148570859, 0.383028003148]),
    ("sad_or_hopeless@1/sex=1", 6788, [0.466470957991, 0.010938773258, 0.444387432781, 0.488686672761]),
    (
        "sad_or_hopeless@1/age_group=18+",
        1593,
        [0.390648021195, 0.0176870416032, 0.35545647309, 0.427015423405],
    ),
    ("screens_3h@1", 13_177, [0.461175249914, 0.00864423754188, 0.443715368596, 0.47873091318]),
    ("screens_3h@1/grade=11", 3199, [0.452834336814, 0.0125113046048, 0.427627647165, 0.478285266707]),
    ("weapon_at_school@1", 12_901, [0.0275646142837, 0.00341176647117, 0.0214276953889, 0.035395580189]),
];

#[test]
fn a_build_of_real_records_gives_the_published_figures() {
    let Some(records) = records() else {
        skip(
            "no records of the Youth Risk Behavior Survey 2019; examples/yrbs-2019/README.md says where they \
              are offered, CAIRN_YRBS_2019 names the file",
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let study = folder.path().join("yrbs-2019");
    copy(&repository().join("examples/yrbs-2019"), &study);
    let place = study.join("data/united-states/yrbs2019.csv");
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::copy(records, place).unwrap();

    let build = Command::new(env!("CARGO_BIN_EXE_cairn")).arg("build").arg(&study).output().unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));

    let estimates = estimates(&study.join("out/estimates.csv"));
    for (number, n, [proportion, error, lower, upper]) in R_SURVEY {
        let found = &estimates[&format!("united-states/{number}")];
        assert_eq!(found["n"].parse::<u64>().unwrap(), n, "{number}: n");
        let columns = [("estimate", proportion), ("se", error), ("ci_lower", lower), ("ci_upper", upper)];
        for (column, expected) in columns {
            let value: f64 = found[column].parse().unwrap();
            assert!(
                (value - expected).abs() <= 5e-10 * expected,
                "{number}: {column} {value}, in R {expected}"
            );
        }
    }
    let report = fs::read_to_string(study.join("out/united-states/report.html")).unwrap();
    for (indicator, percent) in PUBLISHED {
        let found = &estimates[&format!("united-states/{indicator}@1")];
        assert_eq!(rounded(&found["estimate"]), percent, "{indicator}");
        let printed = format!("{indicator}\">{percent:.1}\u{a0}%<");
        assert!(report.contains(&printed), "{indicator}: {percent:.1} in the report");
    }
    let found = &estimates["united-states/bullied_electronically@1"];
    let (lower, upper) = PUBLISHED_INTERVAL;
    assert_eq!((rounded(&found["ci_lower"]), rounded(&found["ci_upper"])), (lower, upper));
    assert!(report.contains(&format!("{lower:.1}–{upper:.1}")), "the interval in the report");
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn records() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CAIRN_YRBS_2019") {
        return Some(named.into());
    }
    let beside = repository().join("../shared/real/yrbs2019.csv");
    beside.is_file().then_some(beside)
}

/// Says what is left out, to the reader and, for a run of all tests, to the file that `CAIRN_SKIPPED` names.
fn skip(reason: &str) {
    eprintln!("skipped: {reason}");
    if let Some(path) = std::env::var_os("CAIRN_SKIPPED") {
        let mut file = fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        writeln!(file, "skipped: {reason}").unwrap();
    }
}

/// Copies the definitions of a study: all but what a user may have put or built there.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name == "data" || name == "out" {
            continue;
        }
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(name));
        } else {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

/// The rows of `estimates.csv` by id, each by column.
fn estimates(path: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let names = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let cells: BTreeMap<String, String> =
                names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect();
            (cells["id"].clone(), cells)
        })
        .collect()
}

/// A proportion in per cent with one decimal.
fn rounded(proportion: &str) -> f64 {
    (proportion.parse::<f64>().unwrap() * 1000.0).round() / 10.0
}
