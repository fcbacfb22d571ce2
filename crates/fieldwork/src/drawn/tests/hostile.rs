//! Files of a draw that were changed by hand, or are none.

use super::*;
use crate::DrawFiles;
use proptest::prelude::*;

#[test]
fn files_changed_by_hand_are_refused() {
    let drawn = drawn(DrawMethod::Sampford);
    drawn.draw.write(&drawn.folder).unwrap();
    let told = [
        drawn.changed("draw.csv", |text| text.replace("main", "reserve")),
        drawn.changed("joint_draw_probabilities.csv", |text| text + "1,2,0.5\n"),
        drawn.changed("draw.toml", |text| text.replace("sampford", "samford")),
        drawn.changed("draw.toml", |text| text.replace("clusters = 3", "clusters = 5")),
        drawn.changed("draw.toml", |text| text.replace("draw_sha256 = \"", "draw_sha256 = \"0")),
        drawn.changed("draw.toml", |text| text.lines().skip(8).collect::<Vec<_>>().join("\n")),
        drawn.changed("draw.toml", |text| text.replace("North", "Nord")),
    ];
    insta::assert_snapshot!(told.join("\n\n"), @r#"
    draw.csv has changed since the clusters were drawn: it no longer has the hash in draw.toml (restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again)

    joint_draw_probabilities.csv has changed since the clusters were drawn: it no longer has the hash in draw.toml (restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again)

    draw.toml:5:11: `method` is “samford”; expected `pps-systematic`, `sampford`, `conditional-poisson`, `simple` or `systematic` (did you mean `sampford`?)

    draw.csv does not hold the 5 clusters and 2 of reserve that draw.toml counts in stratum “South, urban, centre” (restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again)

    draw.toml:14:16: `draw_sha256`: is not the SHA-256 of a file: 64 digits from 0 to 9 and a to f

    draw.toml:1:1: this record of a draw has no `program`; expected a text in quotes
    draw.toml:1:1: this record of a draw has no `date`; expected a day such as "2025-01-17"
    draw.toml:1:1: this record of a draw has no `method`; expected `pps-systematic`, `sampford`, `conditional-poisson`, `simple` or `systematic`
    draw.toml:1:1: this record of a draw has no `random_numbers`; expected `ChaCha12, a key of seed, purpose and stratum`
    draw.toml:1:1: this record of a draw has no `seed`; expected a whole number of at least 0
    draw.toml:1:1: this record of a draw has no `reserve`; expected a whole number from 0 to 4294967295

    draw.csv:2: draw.toml has no stratum “North, urban”
    draw.csv:3: draw.toml has no stratum “North, urban”
    draw.csv:4: draw.toml has no stratum “North, urban”
    draw.csv:5: draw.toml has no stratum “North, urban”
    draw.csv:6: draw.toml has no stratum “North, urban”
    draw.csv:7: draw.toml has no stratum “North, urban”
    "#);
}

#[test]
fn a_draw_that_is_not_there_or_lost_a_file_says_what_to_do() {
    let drawn = drawn(DrawMethod::Sampford);
    let none = drawn.read().unwrap_err();
    drawn.draw.write(&drawn.folder).unwrap();
    std::fs::remove_file(drawn.folder.joint_draw_probabilities()).unwrap();
    let without_pairs = drawn.read().unwrap_err();
    std::fs::remove_file(drawn.folder.draw()).unwrap();
    let without_clusters = drawn.read().unwrap_err();
    insta::assert_snapshot!([none, without_pairs, without_clusters].join("\n"), @r#"
    no clusters have been drawn: there is no file draw.toml (draw them: `cairn sample draw STUDY --country COUNTRY`)
    joint_draw_probabilities.csv is not there, and belongs to the draw (restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again)
    draw.csv cannot be read: No such file or directory (restore the file as it was drawn; the same frame, sample.toml and seed draw the same clusters again)
    "#);
}

#[test]
fn only_the_next_reserve_of_a_stratum_is_released() {
    let drawn = drawn(DrawMethod::PpsSystematic);
    drawn.draw.write(&drawn.folder).unwrap();
    let reserve = |stratum: usize| -> Vec<u32> {
        let clusters = drawn.draw.clusters.iter().filter(|cluster| cluster.stratum == stratum);
        clusters.filter(|cluster| cluster.role != Role::Main).map(|cluster| cluster.number).collect()
    };
    let (first, second) = (reserve(0), reserve(1));
    let told = |rows: &str| {
        std::fs::write(drawn.folder.releases(), format!("cluster,date,reason,by\n{rows}")).unwrap();
        drawn.read()
    };
    assert!(told(&format!("{},2025-03-01,unsafe,A\n{},2025-03-02,unsafe,A\n", second[0], first[0])).is_ok());
    let refused = [
        told(&format!("{},2025-03-01,unsafe,A\n", first[1])),
        told(&format!("{0},2025-03-01,unsafe,A\n{0},2025-03-01,unsafe,A\n", first[0])),
        told("1,2025-03-01,unsafe,A\n99,2025-03-01,unsafe,A\n0,2025-03-01,unsafe,A\nx,2025-03-01,unsafe,A\n"),
        told(&format!("{},1.3.2025,unsafe,A\n", first[0])),
        told(&format!("{},2025-03-01,,\n", first[0])),
    ];
    let refused: Vec<String> = refused.into_iter().map(Result::unwrap_err).collect();
    insta::assert_snapshot!(refused.join("\n"), @r#"
    releases.csv:2: cluster 6 is not the next of its stratum’s reserve, which is cluster 5; reserves are released in their order, each once
    releases.csv:3: cluster 5 is not the next of its stratum’s reserve, which is cluster 6; reserves are released in their order, each once
    releases.csv:2: cluster 1 is a main cluster, not one of the reserve
    releases.csv:3: there is no cluster `99` in the draw
    releases.csv:4: there is no cluster `0` in the draw
    releases.csv:5: there is no cluster `x` in the draw
    releases.csv:2: the `date` is “1.3.2025”; expected a day such as 2025-03-31
    releases.csv:2: a release has a `reason` and says `by` whom it was decided
    "#);
    std::fs::write(drawn.folder.releases(), "cluster,day\n1,2\n").unwrap();
    insta::assert_snapshot!(drawn.read().unwrap_err(), @r#"
    releases.csv has no column `date` (did you mean `day`?)
    releases.csv has no column `reason`
    releases.csv has no column `by`
    "#);
}

fn files() -> DrawFiles {
    let drawn = drawn(DrawMethod::Sampford);
    drawn.draw.write(&drawn.folder).unwrap();
    DrawFiles {
        record: std::fs::read(drawn.folder.draw_record()).unwrap(),
        clusters: std::fs::read(drawn.folder.draw()).unwrap(),
        pairs: std::fs::read(drawn.folder.joint_draw_probabilities()).ok(),
        releases: None,
    }
}

/// The same files, with clusters changed and the hash in the record made to fit, as somebody would who wants to.
fn forged(files: &DrawFiles, clusters: Vec<u8>) -> DrawFiles {
    let record = String::from_utf8(files.record.clone()).unwrap();
    let hash = |bytes: &[u8]| FileHash::of(bytes).to_string();
    let record = record.replace(&hash(&files.clusters), &hash(&clusters)).into_bytes();
    DrawFiles { record, clusters, ..files.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Bytes changed anywhere, the hash made to fit or not: read or refused with a reason, never more than the record counts.
    #[test]
    fn any_change_is_read_or_refused(
        which in 0..4_usize, at in 0.0..1.0_f64, with in proptest::collection::vec(any::<u8>(), 0..4), forge in any::<bool>()
    ) {
        let mut files = files();
        let change = |bytes: &mut Vec<u8>| {
            let start = (at * bytes.len() as f64) as usize;
            let end = (start + 1).min(bytes.len());
            bytes.splice(start..end, with.clone());
        };
        match which {
            0 => change(&mut files.record),
            1 => {
                let mut clusters = files.clusters.clone();
                change(&mut clusters);
                files = if forge { forged(&files, clusters) } else { DrawFiles { clusters, ..files } };
            }
            2 => files.pairs.iter_mut().for_each(change),
            _ => {
                let mut releases = b"cluster,date,reason,by\n5,2025-03-01,unsafe,A\n".to_vec();
                change(&mut releases);
                files.releases = Some(releases);
            }
        }
        let problems = Diagnostics::new();
        let folder = SampleFolder::at(Path::new("sample"));
        match Draw::of_files(&folder, files, &problems) {
            Some(draw) => {
                prop_assert!(!problems.has_errors());
                prop_assert_eq!(draw.clusters.len(), 17);
                prop_assert!(draw.in_use().iter().all(|used| used.probability > 0.0 && used.probability <= 1.0));
            }
            None => prop_assert!(problems.has_errors()),
        }
    }
}
