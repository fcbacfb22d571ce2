//! The frame: areas in strata, each with its measure of size.

use rustc_hash::FxHashMap;

/// The areas from which clusters are drawn, a column a vector, in the order of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    stratum: Vec<u32>,
    size: Vec<f64>,
    areas: Vec<u64>,
    sizes: Vec<f64>,
}

/// What is wrong with a frame. Rows are counted from 0.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FrameProblem {
    /// There is no area.
    #[error("the frame holds no area")]
    Empty,
    /// Two areas have the same name.
    #[error("area “{area}” is there twice")]
    Duplicate {
        /// The name.
        area: String,
        /// Where it is first.
        first: usize,
        /// Where it is again.
        second: usize,
    },
    /// A measure of size from which nothing can be drawn.
    #[error("the measure of size of area “{area}” is {size}, and must be above 0")]
    Size {
        /// The area.
        area: String,
        /// Its measure of size.
        size: f64,
        /// Its row.
        row: usize,
    },
    /// A stratum from whose sample no variance can be estimated.
    #[error("stratum {stratum} holds one area only")]
    OneArea {
        /// The number of the stratum.
        stratum: usize,
        /// The row of the area.
        row: usize,
    },
}

impl Frame {
    /// The frame of areas with these names, numbers of strata (from 0, below `strata`) and measures of size; all three are as long.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the rows.
    pub fn new<A: AsRef<str>>(
        names: &[A],
        stratum: Vec<u32>,
        strata: usize,
        size: Vec<f64>,
    ) -> Result<Self, Vec<FrameProblem>> {
        let mut problems = Vec::new();
        if names.is_empty() {
            problems.push(FrameProblem::Empty);
        }
        let mut first_row: FxHashMap<&str, usize> =
            FxHashMap::with_capacity_and_hasher(names.len(), Default::default());
        let mut areas = vec![0_u64; strata];
        let mut sizes = vec![0.0; strata];
        let mut last_row = vec![0; strata];
        for (row, ((name, of), measure)) in names.iter().zip(&stratum).zip(&size).enumerate() {
            let name = name.as_ref();
            let first = *first_row.entry(name).or_insert(row);
            if first != row {
                problems.push(FrameProblem::Duplicate { area: name.to_owned(), first, second: row });
            }
            if !(*measure > 0.0 && measure.is_finite()) {
                problems.push(FrameProblem::Size { area: name.to_owned(), size: *measure, row });
            }
            if let (Some(areas), Some(total), Some(last)) =
                (areas.get_mut(*of as usize), sizes.get_mut(*of as usize), last_row.get_mut(*of as usize))
            {
                *areas += 1;
                *total += measure;
                *last = row;
            }
        }
        for (stratum, areas) in areas.iter().enumerate() {
            if *areas == 1 {
                let row = last_row.get(stratum).copied().unwrap_or_default();
                problems.push(FrameProblem::OneArea { stratum, row });
            }
        }
        if problems.is_empty() { Ok(Self { stratum, size, areas, sizes }) } else { Err(problems) }
    }

    /// The same areas in another order: `order` has the place of each in this one.
    #[must_use]
    pub fn reordered(&self, order: &[usize]) -> Self {
        fn pick<T: Copy>(values: &[T], order: &[usize]) -> Vec<T> {
            order.iter().filter_map(|row| values.get(*row).copied()).collect()
        }
        Self {
            stratum: pick(&self.stratum, order),
            size: pick(&self.size, order),
            areas: self.areas.clone(),
            sizes: self.sizes.clone(),
        }
    }

    /// Areas in all.
    pub fn len(&self) -> usize {
        self.stratum.len()
    }

    /// Whether there is none; a frame has at least one.
    pub fn is_empty(&self) -> bool {
        self.stratum.is_empty()
    }

    /// Strata.
    pub fn strata(&self) -> usize {
        self.areas.len()
    }

    /// The number of each area’s stratum.
    pub fn stratum(&self) -> &[u32] {
        &self.stratum
    }

    /// The measure of size of each area.
    pub fn size(&self) -> &[f64] {
        &self.size
    }

    /// The number of areas in each stratum.
    pub fn areas_by_stratum(&self) -> &[u64] {
        &self.areas
    }

    /// The sum of the measures of size in each stratum.
    pub fn sizes_by_stratum(&self) -> &[f64] {
        &self.sizes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_once() {
        let names = ["a", "b", "a", "d"];
        let problems = Frame::new(&names, vec![0, 0, 0, 1], 2, vec![3.0, 0.0, f64::NAN, -1.0]).unwrap_err();
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "the measure of size of area “b” is 0, and must be above 0",
                "area “a” is there twice",
                "the measure of size of area “a” is NaN, and must be above 0",
                "the measure of size of area “d” is -1, and must be above 0",
                "stratum 1 holds one area only",
            ]
        );
    }

    #[test]
    fn sizes_add_up_by_stratum() {
        let frame = Frame::new(&["a", "b", "c", "d"], vec![1, 0, 1, 0], 2, vec![3.0, 4.0, 5.0, 6.0]).unwrap();
        assert_eq!(frame.areas_by_stratum(), [2, 2]);
        assert_eq!(frame.sizes_by_stratum(), [10.0, 8.0]);
    }
}
