//! Transformations of the plane.

use hayro_syntax::object::Number;

/// Maps `(x, y)` to `(a x + c y + e, b x + d y + f)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Returns the matrix of these numbers if they are finite.
    pub fn of(numbers: [Number; 6]) -> Matrix {
        let matrix = Matrix(numbers.map(|it| it.as_f64()));
        if matrix.is_finite() {
            matrix
        } else {
            Matrix::IDENTITY
        }
    }

    pub fn shift(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Returns the transformation that applies `first`, then this one.
    pub fn after(self, first: Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let [a1, b1, c1, d1, e1, f1] = first.0;
        Matrix([
            a * a1 + c * b1,
            b * a1 + d * b1,
            a * c1 + c * d1,
            b * c1 + d * d1,
            a * e1 + c * f1 + e,
            b * e1 + d * f1 + f,
        ])
    }

    pub fn point(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Returns where a length along the first axis goes.
    pub fn along(self) -> (f64, f64) {
        (self.0[0], self.0[1])
    }

    /// Returns where a length along the second axis goes.
    pub fn across(self) -> (f64, f64) {
        (self.0[2], self.0[3])
    }

    /// Returns the factor by which it enlarges areas.
    pub fn area(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs()
    }

    pub fn is_finite(self) -> bool {
        self.0.iter().all(|it| it.is_finite() && it.abs() < 1e9)
    }
}
