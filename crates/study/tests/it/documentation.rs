//! The page on the study folder: its examples are one study.

use crate::folder::Folder;

const PAGE: &str = include_str!("../../../../docs/study-folder.md");

#[test]
fn the_examples_are_a_valid_study() {
    let mut folder = Folder::empty();
    let mut files = 0;
    for block in PAGE.split("```toml\n# ").skip(1) {
        let (path, rest) = block.split_once('\n').unwrap();
        let (content, _) = rest.split_once("```").unwrap();
        folder = folder.with(path, content);
        files += 1;
    }
    assert_eq!(files, 10);
    assert_eq!(folder.problems(), "");
    let study = folder.load().study;
    assert_eq!((study.countries.len(), study.indicators.len(), study.instruments.len()), (2, 1, 1));
    let protocols = &study.protocols;
    assert!(protocols.legal_analysis.is_some());
    assert_eq!((protocols.interviews.len(), protocols.series.len(), study.conclusions.len()), (1, 1, 1));
    let aldermark = &study.countries[0];
    assert_eq!((aldermark.population.margins.len(), aldermark.weighting().unwrap().weights.len()), (1, 1));
}
