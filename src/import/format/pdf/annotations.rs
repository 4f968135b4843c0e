//! What is laid over a page: its appearance, and where it goes.

use hayro_syntax::object::{Dict, Name, Rect, Stream};

use super::matrix::Matrix;

/// Returns the form that shows an annotation.
pub(super) fn appearance<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let appearances = annotation.get::<Dict>(b"AP")?;
    if let Some(form) = appearances.get::<Stream>(b"N") {
        return Some(form);
    }
    let states = appearances.get::<Dict>(b"N")?;
    let state = annotation.get::<Name>(b"AS")?;
    states.get::<Stream>(&*state)
}

/// Returns the transformation that puts the box of a form into a rectangle of the page.
pub(super) fn placement(form: &Stream, place: Option<Rect>) -> Matrix {
    let bounds = form.dict().get::<Rect>(b"BBox");
    let (Some(bounds), Some(place)) = (bounds, place) else {
        return Matrix::IDENTITY;
    };
    let matrix = form.dict().get::<[f64; 6]>(b"Matrix").map(Matrix);
    let matrix = matrix.unwrap_or(Matrix::IDENTITY);
    let corners = [
        (bounds.x0, bounds.y0),
        (bounds.x1, bounds.y0),
        (bounds.x0, bounds.y1),
        (bounds.x1, bounds.y1),
    ]
    .map(|corner| matrix.point(corner));
    let span = |of: fn(&(f64, f64)) -> f64| {
        let values = || corners.iter().map(of);
        (
            values().fold(f64::MAX, f64::min),
            values().fold(f64::MIN, f64::max),
        )
    };
    let (left, right) = span(|it| it.0);
    let (low, high) = span(|it| it.1);
    let ratio = |to: f64, from: f64| if from.abs() < 1e-6 { 1.0 } else { to / from };
    let x = ratio(place.x1 - place.x0, right - left);
    let y = ratio(place.y1 - place.y0, high - low);
    Matrix([x, 0.0, 0.0, y, place.x0 - left * x, place.y0 - low * y])
}
