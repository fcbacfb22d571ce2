//! Laws of the linear algebra.
#![allow(clippy::unwrap_used)]

use cairn_survey::Matrix;
use cairn_survey::algebra::*;
use proptest::prelude::*;

fn far(left: &Dense, right: &Dense) -> f64 {
    left.values().iter().zip(right.values()).fold(0.0, |most, (a, b)| most.max((a - b).abs()))
}

fn square(order: usize) -> impl Strategy<Value = Dense> {
    prop::collection::vec(-10.0..10.0_f64, order * order)
        .prop_map(move |values| Dense::new(order, order, values).unwrap())
}

/// *A Aᵀ* + *I*: positive definite, and well so.
fn positive(order: usize) -> impl Strategy<Value = Matrix> {
    square(order).prop_map(move |matrix| {
        let product = matrix.multiply(&matrix.transpose()).unwrap();
        product.add(&Dense::identity(order)).unwrap().symmetric().unwrap()
    })
}

proptest! {
    #[test]
    fn inverses_are_inverse(matrix in (1_usize..8).prop_flat_map(positive)) {
        let order = matrix.order();
        let factor = Cholesky::new(&matrix).unwrap();
        let product = Dense::from(&matrix).multiply(&Dense::from(&factor.inverse())).unwrap();
        prop_assert!(far(&product, &Dense::identity(order)) < 1e-9);
        let lu = Lu::new(&Dense::from(&matrix)).unwrap();
        let product = Dense::from(&matrix).multiply(&lu.inverse().unwrap()).unwrap();
        prop_assert!(far(&product, &Dense::identity(order)) < 1e-9);
        prop_assert!((libm::log(lu.determinant()) - factor.log_determinant()).abs() < 1e-9);
        let ones = vec![1.0; order];
        let form = factor.inverse().quadratic_form(&ones, &ones).unwrap();
        prop_assert!((factor.inverse_quadratic_form(&ones).unwrap() - form).abs() < 1e-9);
    }

    #[test]
    fn eigenvectors_are_orthogonal_and_rebuild(matrix in (1_usize..9).prop_flat_map(square)) {
        let symmetric = matrix.symmetric().unwrap();
        let eigen = symmetric_eigen(&symmetric).unwrap();
        let turned = eigen.vectors.transpose();
        let product = turned.multiply(&eigen.vectors).unwrap();
        prop_assert!(far(&product, &Dense::identity(matrix.rows())) < 1e-13);
        let rebuilt = Matrix::from_diagonal(&eigen.values).transform(&eigen.vectors).unwrap();
        prop_assert!(far(&Dense::from(&rebuilt), &Dense::from(&symmetric)) < 1e-12);
        prop_assert!(eigen.values.is_sorted_by(|a, b| a >= b));
        let trace: f64 = symmetric.diagonal().iter().sum();
        prop_assert!((eigen.values.iter().sum::<f64>() - trace).abs() < 1e-11);
    }

    #[test]
    fn generalized_eigenvalues_are_roots((a, b) in (1_usize..6).prop_flat_map(|n| (positive(n), square(n)))) {
        let b = b.symmetric().unwrap();
        let values = generalized_eigenvalues(&a, &b).unwrap();
        let product = Lu::new(&Dense::from(&a)).unwrap().inverse().unwrap().multiply(&Dense::from(&b)).unwrap();
        let trace: f64 = (0..a.order()).map(|index| product.at(index, index)).sum();
        prop_assert!((values.iter().sum::<f64>() - trace).abs() < 1e-8 * (1.0 + trace.abs()));
        let determinant = Lu::new(&product).unwrap().determinant();
        prop_assert!((values.iter().product::<f64>() - determinant).abs() < 1e-8 * (1.0 + determinant.abs()));
    }

    #[test]
    fn residuals_are_orthogonal(
        (columns, y) in (1_usize..6, 1_usize..12).prop_flat_map(|(p, n)| (
            prop::collection::vec(prop::collection::vec(-5.0..5.0_f64, n), p),
            prop::collection::vec(-5.0..5.0_f64, n),
        ))
    ) {
        let qr = Qr::new(columns.clone(), Qr::TOLERANCE).unwrap();
        let (fitted, residuals) = (qr.fitted(&y).unwrap(), qr.residuals(&y).unwrap());
        for column in &columns {
            prop_assert!(column.iter().zip(&residuals).map(|(a, b)| a * b).sum::<f64>().abs() < 1e-5);
        }
        for ((fitted, residual), y) in fitted.iter().zip(&residuals).zip(&y) {
            prop_assert!((fitted + residual - y).abs() < 1e-10);
        }
        let length = |values: &[f64]| values.iter().map(|value| value * value).sum::<f64>();
        prop_assert!((length(&qr.coordinates(&y).unwrap()) / length(&y) - 1.0).abs() < 1e-12);
        let kept: Vec<&[f64]> = qr.kept().iter().map(|&column| columns[column].as_slice()).collect();
        let x = Dense::from_columns(&kept).unwrap();
        let cross = x.transpose().multiply(&x).unwrap();
        let upper = qr.upper();
        prop_assert!(far(&upper.transpose().multiply(&upper).unwrap(), &cross) < 1e-10);
        let own = Lu::new(&cross).unwrap();
        // Only where the cross product is itself well conditioned can it be compared.
        if own.determinant().abs() > 1.0 {
            let inverse = Dense::from(&qr.inverse_cross_product());
            prop_assert!(far(&cross.multiply(&inverse).unwrap(), &Dense::identity(x.columns())) < 1e-6);
        }
        let again = x.multiply_vector(&qr.solve(&y).unwrap()).unwrap();
        for (left, right) in again.iter().zip(&fitted) {
            prop_assert!((left - right).abs() < 1e-6);
        }
    }

    #[test]
    fn any_numbers_are_taken(
        values in prop::collection::vec(any::<f64>(), 9),
        columns in prop::collection::vec(prop::collection::vec(any::<f64>(), 0..3), 0..4),
    ) {
        let matrix = Dense::new(3, 3, values).unwrap();
        let symmetric = matrix.symmetric().unwrap();
        let _ = Cholesky::new(&symmetric).map(|factor| (factor.inverse(), factor.log_determinant()));
        let _ = Lu::new(&matrix).map(|factor| (factor.inverse(), factor.determinant()));
        let _ = symmetric_eigen(&symmetric);
        let _ = Qr::new(columns, 1e-7).map(|qr| (qr.inverse_cross_product(), qr.solve(&[1.0, 2.0])));
    }
}

#[test]
fn what_is_singular_has_no_inverse() {
    let matrix = Dense::from_rows(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]).unwrap();
    let lu = Lu::new(&matrix).unwrap();
    assert!(lu.is_singular() && lu.inverse().is_none() && lu.determinant().abs() < 1e-14);
    let near = Matrix::from_rows(&[[1.0, 1.0], [1.0, 1.0 + 1e-16]]).unwrap();
    assert!(Cholesky::new(&near).is_none());
    assert!(Cholesky::new(&Matrix::from_rows(&[[1.0, 2.0], [2.0, 1.0]]).unwrap()).is_none());
    assert!(Cholesky::new(&Matrix::from_diagonal(&[1e-200, 1e200])).is_some());
    assert!(generalized_eigenvalues(&Matrix::zeros(2), &near).is_none());
}

#[test]
fn the_hilbert_matrix_keeps_its_determinant() {
    let rows: Vec<Vec<f64>> =
        (0..6).map(|row| (0..6).map(|column| 1.0 / f64::from(row + column + 1)).collect()).collect();
    let determinant = Lu::new(&Dense::from_rows(&rows).unwrap()).unwrap().determinant();
    assert!((determinant / 5.367299887358688e-18 - 1.0).abs() < 1e-9, "{determinant}");
}

#[test]
fn explained_columns_move_to_the_end() {
    let ones = vec![1.0; 5];
    let slope = vec![1.0, 2.0, 3.0, 4.0, 5.0];
    let both: Vec<f64> = slope.iter().map(|value| 2.0 + 3.0 * value).collect();
    let other = vec![1.0, 0.0, 0.0, 1.0, 0.0];
    let columns = vec![vec![0.0; 5], ones, slope, both, other];
    let qr = Qr::new(columns.clone(), Qr::TOLERANCE).unwrap();
    assert_eq!(qr.rank(), 3);
    assert_eq!(qr.pivot(), [1, 2, 4, 0, 3]);
    assert_eq!(qr.left_out(), [0, 3]);
    let y = [3.0, 4.0, 6.0, 9.0, 10.0];
    let coefficients = qr.solve(&y).unwrap();
    let fitted = qr.fitted(&y).unwrap();
    for row in 0..5 {
        let value: f64 = qr.kept().iter().zip(&coefficients).map(|(&c, b)| columns[c][row] * b).sum();
        assert!((value - fitted[row]).abs() < 1e-13);
    }
}

#[test]
fn the_tolerance_decides_what_is_explained() {
    let ones = vec![1.0; 4];
    let near = vec![1.0, 1.0, 1.0, 1.0 + 1e-6];
    assert_eq!(Qr::new(vec![ones.clone(), near.clone()], Qr::TOLERANCE).unwrap().rank(), 2);
    assert_eq!(Qr::new(vec![ones, near], 1e-5).unwrap().rank(), 1);
}

#[test]
fn more_columns_than_rows() {
    let qr = Qr::new(vec![vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0, 7.0]], Qr::TOLERANCE).unwrap();
    assert_eq!(qr.rank(), 2);
    let x = qr.solve(&[5.0, 6.0]).unwrap();
    assert!((x[0] - -1.0).abs() < 1e-13 && (x[1] - 2.0).abs() < 1e-13, "{x:?}");
    assert_eq!(Qr::new(vec![vec![2.0]], Qr::TOLERANCE).unwrap().solve(&[3.0]).unwrap(), [1.5]);
    assert_eq!(Qr::new(vec![], Qr::TOLERANCE).unwrap().rank(), 0);
}

#[test]
fn shapes_that_do_not_fit_give_nothing() {
    let a = Dense::zeros(2, 3);
    assert!(a.multiply(&a).is_none() && a.multiply_vector(&[1.0]).is_none() && a.symmetric().is_none());
    assert!(Dense::new(2, 2, vec![1.0]).is_none() && Dense::from_rows(&[vec![1.0], vec![]]).is_none());
    assert!(
        Matrix::zeros(2).submatrix(&[2]).is_none()
            && Matrix::zeros(2).quadratic_form(&[1.0], &[1.0]).is_none()
    );
    assert!(a.at(5, 5).is_nan() && a.row(2).is_empty());
}
