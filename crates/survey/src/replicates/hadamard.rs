//! Hadamard matrices: rows of plus and minus signs of which any two agree in half of the places.

/// A Hadamard matrix of that order, by rows; `true` is plus. The first row, and the first column, are all plus.
///
/// Built as is known of the order: by Sylvester's doubling (1867) of a smaller one, else from the squares modulo a prime by Paley's first
/// construction (1933), and at 28 and 36 by his second. `None` where none of these gives it. But for multiples of 28 and 36 the
/// signs and their order are those of R's `hadamard`, so that balanced replicates are the same.
pub fn hadamard(order: usize) -> Option<Vec<Vec<bool>>> {
    match order {
        1 => Some(vec![vec![true]]),
        2 => Some(vec![vec![true, true], vec![true, false]]),
        28 | 36 => second_paley(order / 2 - 1),
        _ if order == 0 || !order.is_multiple_of(4) => None,
        _ => match hadamard(order / 2) {
            Some(half) => Some(doubled(&half)),
            None => is_prime(order - 1).then(|| first_paley(order - 1)),
        },
    }
}

/// The smallest order known here that is above the number of strata: then every stratum has a row of its own beside the first.
pub fn balanced_order(strata: usize) -> Option<usize> {
    let first = (strata / 4 + 1) * 4;
    // Between a number and its double there is always a power of two.
    (first..=2 * first).step_by(4).find(|order| is_known(*order))
}

fn is_known(order: usize) -> bool {
    matches!(order, 1 | 2 | 28 | 36)
        || (order > 0 && order.is_multiple_of(4) && (is_known(order / 2) || is_prime(order - 1)))
}

fn doubled(half: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let beside = |flip: bool| {
        half.iter()
            .map(move |row| row.iter().copied().chain(row.iter().map(move |sign| sign ^ flip)).collect())
    };
    beside(false).chain(beside(true)).collect()
}

/// Paley's first construction, for a prime *q* that leaves 3 when divided by 4: bordered by plus signs, the place (*i*, *j*) is plus where
/// *i* + *j* is not a square modulo *q*.
fn first_paley(q: usize) -> Vec<Vec<bool>> {
    let square = squares(q);
    let bordered = |row: usize| {
        let inner = (0..q).map(|column| !(row + column).is_multiple_of(q) && !square[(row + column) % q]);
        std::iter::once(true).chain(inner).collect()
    };
    std::iter::once(vec![true; q + 1]).chain((0..q).map(bordered)).collect()
}

/// Paley's second construction, for a prime *q* that leaves 1 when divided by 4: each place of the symmetric conference matrix of order *q* + 1
/// becomes a block of four. Rows and columns are then multiplied by signs so that the first are all plus.
fn second_paley(q: usize) -> Option<Vec<Vec<bool>>> {
    if !is_prime(q) || q % 4 != 1 {
        return None;
    }
    let square = squares(q);
    let conference = |row: usize, column: usize| match (row, column) {
        _ if row == column => 0_i8,
        (0, _) | (_, 0) => 1,
        _ if square[(row + q - column) % q] => 1,
        _ => -1,
    };
    let order = 2 * (q + 1);
    // [1 −1; −1 −1] in place of zero, ±[1 1; 1 −1] elsewhere.
    let sign = |row: usize, column: usize| match conference(row / 2, column / 2) {
        0 => row.is_multiple_of(2) && column.is_multiple_of(2),
        entry => (entry > 0) ^ (row % 2 == 1 && column % 2 == 1),
    };
    let mut matrix: Vec<Vec<bool>> =
        (0..order).map(|row| (0..order).map(|column| sign(row, column)).collect()).collect();
    let first = matrix.first()?.clone();
    for row in &mut matrix {
        row.iter_mut().zip(&first).for_each(|(sign, first)| *sign = *sign == *first);
        let leading = row.first().copied()?;
        row.iter_mut().for_each(|sign| *sign = *sign == leading);
    }
    Some(matrix)
}

/// Which numbers below *q* are squares modulo *q*, other than zero.
fn squares(q: usize) -> Vec<bool> {
    let mut square = vec![false; q];
    (1..q).for_each(|root| square[root * root % q] = true);
    square
}

fn is_prime(number: usize) -> bool {
    number > 1
        && (2..)
            .take_while(|divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_orthogonal() {
        for order in (4..=256).step_by(4) {
            let Some(matrix) = hadamard(order) else {
                assert!(!is_known(order), "{order}");
                continue;
            };
            assert!(is_known(order));
            assert_eq!(matrix.len(), order);
            assert!(matrix[0].iter().all(|sign| *sign), "{order}");
            assert!(matrix.iter().all(|row| row.len() == order && row[0]), "{order}");
            for (i, row) in matrix.iter().enumerate() {
                for other in &matrix[..i] {
                    let agree = row.iter().zip(other).filter(|(a, b)| a == b).count();
                    assert_eq!(2 * agree, order);
                }
            }
        }
    }

    #[test]
    fn orders_are_those_of_r() {
        let mut known: Vec<usize> = (1..200).filter_map(balanced_order).collect();
        known.dedup();
        assert_eq!(
            known,
            [
                4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 60, 64, 68, 72, 80, 84, 88, 96, 104, 108,
                112, 120, 128, 132, 136, 140, 144, 152, 160, 164, 168, 176, 180, 192, 200
            ]
        );
        assert!((1..5000).all(|strata| balanced_order(strata).is_some()));
    }
}
