//! Draws the clusters of a frame.

use super::joint::Pairs;
use super::{Draw, DrawRecord, DrawnCluster, DrawnStratum, FileHash};
use crate::{FrameFile, stratum_title};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_sample::Purpose;
use cairn_sample::draw::{
    DrawError, Method, Role, Sex, StratumDraw, StratumOrder, alternating_sexes, draw_stratum,
};
use cairn_study::{AreaDraw, DrawMethod, SamplePlan};
use jiff::civil::Date;
use rayon::prelude::*;

/// The method as the room of samples knows it.
fn drawn_with(method: DrawMethod) -> Method {
    match method {
        DrawMethod::PpsSystematic => Method::PpsSystematic,
        DrawMethod::Sampford => Method::Sampford,
        DrawMethod::ConditionalPoisson => Method::ConditionalPoisson,
        DrawMethod::Simple => Method::Simple,
        DrawMethod::Systematic => Method::Systematic,
    }
}

/// A stratum of the frame, with what is to be drawn.
struct Wanted<'a> {
    stratum: usize,
    areas: &'a [usize],
    clusters: usize,
    reserve: usize,
}

impl Draw {
    /// Draws so many clusters in each stratum of the frame, as the decisions say. The same frame, decisions and numbers give the same
    /// clusters on any machine. Where nothing can be drawn, the reasons are reported with their place; a stratum with too few areas for its
    /// reserve gets a smaller one, which is a warning.
    pub fn make(
        plan: &SamplePlan,
        frame: &FrameFile,
        clusters: &[u32],
        date: Date,
        program: &str,
        problems: &Diagnostics,
    ) -> Option<Self> {
        let mut areas: Vec<Vec<usize>> = vec![Vec::new(); frame.strata.len()];
        for (area, stratum) in frame.frame.stratum().iter().enumerate() {
            if let Some(areas) = areas.get_mut(*stratum as usize) {
                areas.push(area);
            }
        }
        let wanted: Vec<Wanted<'_>> = areas
            .iter()
            .zip(clusters)
            .enumerate()
            .map(|(stratum, (areas, clusters))| {
                let clusters = *clusters as usize;
                let reserve = (plan.draw.reserve as usize).min(areas.len().saturating_sub(clusters));
                Wanted { stratum, areas, clusters, reserve }
            })
            .collect();
        let drawn: Vec<Result<StratumDraw, DrawError>> =
            wanted.par_iter().map(|wanted| wanted.draw(&plan.draw, frame)).collect();
        let mut draw = Self {
            record: record(plan, frame, date, program),
            strata: Vec::with_capacity(wanted.len()),
            clusters: Vec::new(),
            releases: Vec::new(),
            pairs: drawn_with(plan.draw.method).has_joint_probabilities().then(Pairs::default),
        };
        for (wanted, drawn) in wanted.iter().zip(drawn) {
            wanted.warn(plan, frame, problems);
            match drawn {
                Ok(drawn) => draw.add(wanted, &drawn, plan, frame),
                Err(error) => wanted.refuse(&error, plan, frame, problems),
            }
        }
        (draw.strata.len() == frame.strata.len()).then_some(draw)
    }

    fn add(&mut self, wanted: &Wanted<'_>, drawn: &StratumDraw, plan: &SamplePlan, frame: &FrameFile) {
        let sexes: Vec<Option<Sex>> = if plan.draw.split_by_sex {
            let mut random = Purpose::Sex.random(plan.draw.seed, wanted.stratum as u64);
            alternating_sexes(drawn.areas.len(), &mut random).into_iter().map(Some).collect()
        } else {
            vec![None; drawn.areas.len()]
        };
        let before = self.clusters.len() as u32;
        for ((number, area), sex) in (before + 1..).zip(&drawn.areas).zip(sexes) {
            let Some(place) = wanted.areas.get(area.area) else { continue };
            self.clusters.push(DrawnCluster {
                number,
                area: frame.names.get(*place).cloned().unwrap_or_default(),
                stratum: wanted.stratum,
                size: frame.frame.size().get(*place).copied().unwrap_or_default(),
                role: area.role,
                draw_probability: area.draw_probability,
                certainty: area.certainty,
                sex,
            });
        }
        if let (Some(pairs), Some(joint)) = (&mut self.pairs, &drawn.joint) {
            pairs.add(before + 1, joint);
        }
        let total = |totals: &[f64]| totals.get(wanted.stratum).copied().unwrap_or_default();
        self.strata.push(DrawnStratum {
            labels: frame.strata.get(wanted.stratum).cloned().unwrap_or_default(),
            areas: wanted.areas.len() as u64,
            size: total(frame.frame.sizes_by_stratum()),
            clusters: drawn.areas.iter().filter(|area| area.role == Role::Main).count() as u32,
            certainties: drawn.areas.iter().filter(|area| area.certainty).count() as u32,
            reserve: drawn.areas.iter().filter(|area| area.role != Role::Main).count() as u32,
        });
    }
}

impl Wanted<'_> {
    fn draw(&self, decided: &AreaDraw, frame: &FrameFile) -> Result<StratumDraw, DrawError> {
        let sizes = self.areas.iter().filter_map(|area| frame.frame.size().get(*area).copied());
        let sizes: Vec<f64> = sizes.collect();
        let order = StratumOrder {
            method: drawn_with(decided.method),
            clusters: self.clusters,
            reserve: self.reserve,
            seed: decided.seed,
            stratum: self.stratum as u64,
        };
        draw_stratum(&sizes, &order)
    }

    fn title(&self, frame: &FrameFile) -> String {
        stratum_title(frame.strata.get(self.stratum).map(Vec::as_slice).unwrap_or_default())
    }

    fn warn(&self, plan: &SamplePlan, frame: &FrameFile, problems: &Diagnostics) {
        if self.reserve < plan.draw.reserve as usize && self.clusters <= self.areas.len() {
            let message = format!(
                "stratum “{}” has {} areas, of which {} are clusters: its reserve is {} in place of {}",
                self.title(frame),
                self.areas.len(),
                self.clusters,
                self.reserve,
                plan.draw.reserve
            );
            problems.push(Diagnostic::warning(&plan.draw.place, message));
        }
    }

    fn refuse(&self, error: &DrawError, plan: &SamplePlan, frame: &FrameFile, problems: &Diagnostics) {
        let title = self.title(frame);
        match error {
            DrawError::TwiceCertain { areas, step } => {
                for area in areas {
                    let Some(place) = self.areas.get(*area) else { continue };
                    let name = frame.names.get(*place).map_or("", String::as_str);
                    let size = frame.frame.size().get(*place).copied().unwrap_or_default();
                    let message = format!(
                        "{}: area “{name}” of stratum “{title}” has a size of {size}, at least twice the step of {step:.1}: it would be drawn twice",
                        frame.place(*place)
                    );
                    problems.push(
                        Diagnostic::elsewhere(message)
                            .expected(format!("a size below {:.1}", 2.0 * step))
                            .help("split the area in the frame, or draw more clusters: a smaller `take` in [allocation]"),
                    );
                }
            }
            DrawError::TooMany { clusters, areas } => {
                let message = format!(
                    "{clusters} clusters are to be drawn from the {areas} areas of stratum “{title}”"
                );
                problems.push(Diagnostic::error(&plan.draw.place, message).help(
                    "join the stratum with another, or draw fewer clusters: a larger `take` in [allocation]",
                ));
            }
            DrawError::Size { .. } | DrawError::NotConverged { .. } => {
                let message = format!("stratum “{title}”: {error}");
                problems.push(
                    Diagnostic::error(&plan.draw.place, message)
                        .help("choose another method: `method = \"sampford\"` in [draw]"),
                );
            }
        }
    }
}

fn record(plan: &SamplePlan, frame: &FrameFile, date: Date, program: &str) -> DrawRecord {
    let file = plan.place.file();
    DrawRecord {
        program: program.to_owned(),
        date,
        method: plan.draw.method,
        seed: plan.draw.seed,
        reserve: plan.draw.reserve,
        split_by_sex: plan.draw.split_by_sex,
        columns: frame.columns.clone(),
        frame: frame.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        frame_hash: FileHash(frame.digest),
        // The text as it was read, whose line ends and byte-order mark no editor or system changes.
        decisions_hash: FileHash::of(file.text().as_bytes()),
    }
}
