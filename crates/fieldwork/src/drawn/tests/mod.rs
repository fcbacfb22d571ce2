//! A draw is written and read as it was; what was changed by hand is refused.

mod hostile;

use super::*;
use crate::{FrameFile, SampleFolder};
use cairn_definition::{Diagnostics, Place, Placed, SourceFile};
use cairn_study::{
    Allocation, AllocationMethod, AreaDraw, AreaFrame, ClusterTake, HouseholdSelection, RespondentSelection,
    SamplePlan, SecondStage, Target, UnknownEligibility,
};
use jiff::civil::{Date, date};
use std::path::Path;
use std::sync::Arc;

const DAY: Date = date(2025, 1, 17);

/// Decisions by that method, with a reserve of 2.
fn plan(method: DrawMethod, root: &Path) -> SamplePlan {
    let source = SourceFile::new("sample.toml", "[frame]\n[draw]\n");
    let place = Place::new(Arc::clone(&source), 0..7);
    let name = |name: &str| Placed { value: name.to_owned(), place: place.clone() };
    SamplePlan {
        frame: AreaFrame {
            file: root.join("frame.csv"),
            source: "Census".to_owned(),
            date: date(2019, 8, 24),
            area: name("ea"),
            strata: vec![name("region"), name("area")],
            size: name("households"),
            order: vec![],
        },
        target: Target {
            pairs: 100,
            eligible: 0.4,
            response: 0.65,
            intraclass_correlation: 0.05,
            weighting_effect: 1.0,
            costs: None,
            indicators: vec![],
            domains: vec![],
            groups: vec![],
            place: place.clone(),
        },
        allocation: Allocation {
            method: AllocationMethod::Equal,
            minimum: 2,
            take: ClusterTake::Pairs(10),
            place: place.clone(),
        },
        draw: AreaDraw { method, seed: 20_250_117, reserve: 2, split_by_sex: true, place: place.clone() },
        household: HouseholdSelection {
            second_stage: SecondStage::Listing,
            contacts: None,
            respondent: RespondentSelection::RandomNumber,
            place: place.clone(),
        },
        unknown_eligibility: UnknownEligibility::Proportional,
        weighting: None,
        place,
    }
}

/// Sixty areas in three strata; the first of “South, rural” is certain when four are drawn.
fn frame_csv() -> String {
    let mut csv = String::from("ea,region,area,households\n");
    for area in 0..60 {
        let (region, kind) = [("North", "urban"), ("South", "rural"), ("South", "urban, centre")][area % 3];
        let size = if area == 1 { 900 } else { 80 + (area * 37) % 60 };
        csv.push_str(&format!("{area:03},{region},\"{kind}\",{size}\n"));
    }
    csv
}

struct Drawn {
    _temporary: tempfile::TempDir,
    folder: SampleFolder,
    plan: SamplePlan,
    draw: Draw,
}

fn drawn(method: DrawMethod) -> Drawn {
    let temporary = tempfile::tempdir().unwrap();
    let plan = plan(method, temporary.path());
    std::fs::write(&plan.frame.file, frame_csv()).unwrap();
    let problems = Diagnostics::new();
    let frame = FrameFile::read(&plan.frame, &problems).unwrap();
    let draw = Draw::make(&plan, &frame, &[4, 4, 3], DAY, "cairn 0.1.0", &problems);
    assert!(problems.is_empty(), "{:?}", problems.into_sorted());
    let folder = SampleFolder::at(temporary.path());
    Drawn { folder, plan, draw: draw.unwrap(), _temporary: temporary }
}

impl Drawn {
    fn read(&self) -> Result<Draw, String> {
        let problems = Diagnostics::new();
        let read = Draw::read(&self.folder, &problems);
        let told: Vec<String> = problems.into_sorted().iter().map(ToString::to_string).collect();
        let root = format!("{}/", self.folder.path().display());
        read.ok_or_else(|| told.join("\n").replace(&root, ""))
    }

    /// The mistakes after a file was changed.
    fn changed(&self, file: &str, change: impl FnOnce(String) -> String) -> String {
        let path = self.folder.path().join(file);
        let before = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, change(before.clone())).unwrap();
        let told = self.read().unwrap_err();
        std::fs::write(&path, before).unwrap();
        told
    }
}

const METHODS: [DrawMethod; 5] = [
    DrawMethod::PpsSystematic,
    DrawMethod::Sampford,
    DrawMethod::ConditionalPoisson,
    DrawMethod::Simple,
    DrawMethod::Systematic,
];

#[test]
fn a_draw_is_read_as_it_was_written_by_every_method() {
    for method in METHODS {
        let drawn = drawn(method);
        drawn.draw.write(&drawn.folder).unwrap();
        assert_eq!(drawn.read().unwrap(), drawn.draw);
        let has_joint = matches!(method, DrawMethod::Sampford | DrawMethod::ConditionalPoisson);
        assert_eq!(drawn.folder.joint_probabilities().exists(), has_joint);
        assert_eq!(drawn.draw.joint_probabilities().is_some(), has_joint);
    }
}

#[test]
fn the_files_of_a_draw() {
    let drawn = drawn(DrawMethod::PpsSystematic);
    drawn.draw.write(&drawn.folder).unwrap();
    insta::assert_snapshot!(std::fs::read_to_string(drawn.folder.draw()).unwrap(), @r#"
    cluster,area_name,region,area,size,role,reserve_order,inclusion_probability,joint_draw_probability,certainty,sex,sex_probability
    1,009,North,urban,113,main,,0.20829493087557605,0.31244239631336407,no,girls,0.5
    2,021,North,urban,137,main,,0.25253456221198156,0.37880184331797234,no,boys,0.5
    3,039,North,urban,83,main,,0.15299539170506912,0.2294930875576037,no,girls,0.5
    4,048,North,urban,116,main,,0.21382488479262673,0.3207373271889401,no,boys,0.5
    5,030,North,urban,110,reserve,1,0.20276497695852536,0.30414746543778803,no,girls,0.5
    6,000,North,urban,80,reserve,2,0.14746543778801843,0.22119815668202766,no,boys,0.5
    7,001,South,rural,900,main,,1,1,yes,boys,0.5
    8,007,South,rural,99,main,,0.14327062228654122,0.23878437047756873,no,girls,0.5
    9,040,South,rural,120,main,,0.1736613603473227,0.2894356005788712,no,boys,0.5
    10,055,South,rural,135,main,,0.19536903039073805,0.3256150506512301,no,girls,0.5
    11,019,South,rural,123,reserve,1,0.17800289435600578,0.29667149059334297,no,boys,0.5
    12,031,South,rural,87,reserve,2,0.12590448625180897,0.2098408104196816,no,girls,0.5
    13,011,South,"urban, centre",127,main,,0.17239819004524884,0.2873303167420814,no,girls,0.5
    14,035,South,"urban, centre",115,main,,0.15610859728506787,0.26018099547511314,no,boys,0.5
    15,047,South,"urban, centre",139,main,,0.18868778280542986,0.31447963800904977,no,girls,0.5
    16,023,South,"urban, centre",91,reserve,1,0.12352941176470587,0.20588235294117646,no,boys,0.5
    17,056,South,"urban, centre",112,reserve,2,0.1520361990950226,0.25339366515837103,no,girls,0.5
    "#);
    insta::assert_snapshot!(std::fs::read_to_string(drawn.folder.draw_record()).unwrap(), @r#"
    # Written by `cairn sample draw`. It says how the clusters in draw.csv were drawn; neither file is changed by hand.

    program = "cairn 0.1.0"
    date = "2025-01-17"
    method = "pps-systematic"
    random_numbers = "ChaCha12, a key of seed, purpose and stratum"
    seed = 20250117
    reserve = 2
    split_by_sex = true
    columns = ["region", "area"]
    frame = "frame.csv"
    frame_sha256 = "3ee8403355ba74e018b1037436e4a90129a6d59951bf47c8bd1cac1873a2066c"
    sample_sha256 = "31f21345bbff12e523fd601a04e9c611d34dba494e290fe3cd06dd19b6f030cc"
    draw_sha256 = "76420af825956be20aed4f784b3830314b88a3cb6fe6bb51a5566369092421b2"

    [[strata]]
    labels = ["North", "urban"]
    areas = 20
    size = 2170.0
    clusters = 4
    certainties = 0
    reserve = 2

    [[strata]]
    labels = ["South", "rural"]
    areas = 20
    size = 2973.0
    clusters = 4
    certainties = 1
    reserve = 2

    [[strata]]
    labels = ["South", "urban, centre"]
    areas = 20
    size = 2210.0
    clusters = 3
    certainties = 0
    reserve = 2
    "#);
}

#[test]
fn the_same_frame_and_seed_draw_the_same_bytes_on_any_number_of_threads() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let drawn = drawn(DrawMethod::Sampford);
        pool.install(|| drawn.draw.write(&drawn.folder)).unwrap();
        let read = |path| std::fs::read(path).unwrap();
        [drawn.folder.draw(), drawn.folder.draw_record(), drawn.folder.joint_probabilities()].map(read)
    };
    assert_eq!(bytes(1), bytes(4));
}

#[test]
fn nothing_is_drawn_over_a_draw_and_an_interrupted_one_is_completed() {
    let first = drawn(DrawMethod::PpsSystematic);
    first.draw.write(&first.folder).unwrap();
    assert!(matches!(first.draw.write(&first.folder), Err(WriteError::Drawn(_))));

    std::fs::remove_file(first.folder.draw_record()).unwrap();
    let mut other = first.draw.clone();
    other.clusters[0].area = "x".to_owned();
    assert!(matches!(other.write(&first.folder), Err(WriteError::Drawn(_))));
    first.draw.write(&first.folder).unwrap();
    assert_eq!(first.read().unwrap(), first.draw);
}

#[test]
fn probabilities_in_force_follow_the_releases() {
    let mut drawn = drawn(DrawMethod::Sampford);
    drawn.draw.write(&drawn.folder).unwrap();
    let sum = |draw: &Draw, stratum: usize| -> f64 {
        // By area of the frame, expected numbers cannot be seen; by cluster the shares can.
        let used = draw.in_use();
        let of = used.iter().filter(|used| used.cluster.stratum == stratum && !used.cluster.certainty);
        of.map(|used| used.probability / used.cluster.draw_probability).sum()
    };
    // Four main clusters of six drawn: 4 × 4/6; one of them is certain in stratum 1: 3 × 3/5.
    assert!((sum(&drawn.draw, 0) - 16.0 / 6.0).abs() < 1e-12);
    assert!((sum(&drawn.draw, 1) - 9.0 / 5.0).abs() < 1e-12);
    assert_eq!(drawn.draw.in_use().len(), 11);
    assert_eq!(drawn.draw.sampled().held_back.len(), 6);

    let released = drawn.draw.release_next(1, DAY, " flooded, no access ", "Supervisor \"A\"").unwrap();
    drawn.draw.write_releases(&drawn.folder).unwrap();
    let read = drawn.read().unwrap();
    assert_eq!(read, drawn.draw);
    assert_eq!(read.releases[0].reason, "flooded, no access");
    assert!((sum(&read, 1) - 4.0 * 4.0 / 5.0).abs() < 1e-12);
    assert_eq!(read.in_use().len(), 12);
    assert!(read.in_use().iter().any(|used| used.cluster.number == released));
    assert_eq!(read.cluster(released).unwrap().role, Role::Reserve(1));
    // What a cluster’s probability was when it was drawn stays.
    assert_eq!(
        read.main_probability(&read.clusters[5]),
        drawn.draw.main_probability(&drawn.draw.clusters[5])
    );

    assert!(drawn.draw.release_next(1, DAY, "flooded", "A").is_some());
    assert_eq!(drawn.draw.release_next(1, DAY, "flooded", "A"), None);
    // With all released, the probability is that of the draw.
    let used = drawn.draw.in_use();
    let of = used.iter().filter(|used| used.cluster.stratum == 1 && !used.cluster.certainty);
    of.for_each(|used| assert!((used.probability - used.cluster.draw_probability).abs() < 1e-15));
}

#[test]
fn joint_probabilities_of_the_clusters_in_use_are_a_matrix_that_surveys_take() {
    for method in [DrawMethod::Sampford, DrawMethod::ConditionalPoisson] {
        let mut drawn = drawn(method);
        for released in 0..3 {
            if released > 0 {
                drawn.draw.release_next(2, DAY, "refused", "A").unwrap();
            }
            let joint = drawn.draw.joint_probabilities().unwrap();
            let used = drawn.draw.in_use();
            assert_eq!(joint.len(), used.len());
            assert!(cairn_survey::unequal::JointProbabilities::new(&joint).is_ok());
            for (one, row) in used.iter().zip(&joint) {
                for (other, together) in used.iter().zip(row) {
                    let independent = one.probability * other.probability;
                    if one == other {
                        assert_eq!(*together, one.probability);
                    } else if one.cluster.stratum == other.cluster.stratum
                        && !one.cluster.certainty
                        && !other.cluster.certainty
                    {
                        assert!(*together > 0.0 && *together < independent);
                    } else {
                        assert_eq!(*together, independent);
                    }
                }
            }
        }
    }
}

#[test]
fn sexes_alternate_in_each_stratum() {
    let drawn = drawn(DrawMethod::PpsSystematic);
    for pair in drawn.draw.clusters.windows(2).filter(|pair| pair[0].stratum == pair[1].stratum) {
        assert_ne!(pair[0].sex, pair[1].sex);
    }
    assert!(drawn.draw.clusters.iter().all(|cluster| cluster.sex_probability() == 0.5));
}

#[test]
fn what_no_longer_agrees_with_the_decisions_is_a_warning() {
    let drawn = drawn(DrawMethod::Sampford);
    let told = |plan: &SamplePlan| {
        let problems = Diagnostics::new();
        drawn.draw.compare(plan, &problems);
        assert!(!problems.has_errors());
        let told: Vec<String> = problems.into_sorted().iter().map(ToString::to_string).collect();
        told.join("\n").replace(&format!("{}/", drawn.folder.path().display()), "")
    };
    assert_eq!(told(&drawn.plan), "");
    let mut plan = drawn.plan.clone();
    plan.draw.seed = 5;
    plan.draw.method = DrawMethod::Simple;
    plan.frame.strata.pop();
    std::fs::write(&plan.frame.file, "other").unwrap();
    insta::assert_snapshot!(told(&plan), @r#"
    sample.toml:1:1: the clusters in draw.csv were drawn on 2025-01-17 by other decisions: `method` is simple, and was sampford; `seed` is 5, and was 20250117 (the clusters stay those that were drawn; put the decisions back as they were)
    sample.toml:1:1: the strata of the clusters in draw.csv are by `region`, `area`, those decided by `region` (put `strata` in [frame] back as it was when clusters were drawn)
    sample.toml:1:1: frame.csv has changed since the clusters were drawn from it on 2025-01-17 (the clusters and their probabilities stay those of the frame as it was; restore it, so that the draw can be checked)
    "#);
}

#[test]
fn what_cannot_be_drawn_is_told_with_its_place_and_remedy() {
    let temporary = tempfile::tempdir().unwrap();
    let plan = plan(DrawMethod::PpsSystematic, temporary.path());
    let problems = Diagnostics::new();
    let csv = "ea,region,area,households\na,N,u,900\nb,N,u,100\nc,N,u,100\nd,S,u,5\ne,S,u,6\nf,W,u,7\ng,W,u,7\nh,W,u,7\n";
    let frame = FrameFile::of_bytes(&plan.frame, csv.into(), &problems).unwrap();
    assert!(Draw::make(&plan, &frame, &[3, 3, 2], DAY, "cairn 0.1.0", &problems).is_none());
    let told: Vec<String> = problems.into_sorted().iter().map(ToString::to_string).collect();
    let told = told.join("\n").replace(&format!("{}/", temporary.path().display()), "");
    insta::assert_snapshot!(told, @r#"
    frame.csv:2: area “a” of stratum “N, u” has a size of 900, at least twice the step of 366.7: it would be drawn twice; expected a size below 733.3 (split the area in the frame, or draw more clusters: a smaller `take` in [allocation])
    sample.toml:1:1: stratum “N, u” has 3 areas, of which 3 are clusters: its reserve is 0 in place of 2
    sample.toml:1:1: 3 clusters are to be drawn from the 2 areas of stratum “S, u” (join the stratum with another, or draw fewer clusters: a larger `take` in [allocation])
    sample.toml:1:1: stratum “W, u” has 3 areas, of which 2 are clusters: its reserve is 1 in place of 2
    "#);
}
