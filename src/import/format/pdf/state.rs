//! The graphics state, as far as it says where text and rules are.

use super::matrix::Matrix;

/// The clip that keeps everything.
const EVERYTHING: [f64; 4] = [f64::MIN, f64::MIN, f64::MAX, f64::MAX];

#[derive(Clone)]
pub(super) struct State {
    pub ctm: Matrix,
    pub line_width: f64,
    pub font: Option<usize>,
    pub size: f64,
    pub char_space: f64,
    pub word_space: f64,
    pub scale: f64,
    pub leading: f64,
    pub rise: f64,
    pub is_unseen: bool,
    /// Left, top, right and bottom of what is drawn.
    pub clip: [f64; 4],
}

impl State {
    /// Returns the state that content starts with.
    pub fn at(ctm: Matrix) -> State {
        State {
            ctm,
            line_width: 1.0,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_unseen: false,
            clip: EVERYTHING,
        }
    }

    /// Clips what follows to left, top, right and bottom.
    pub fn clip_to(&mut self, bounds: [f64; 4]) {
        let [left, top, right, bottom] = self.clip;
        self.clip = [
            left.max(bounds[0]),
            top.max(bounds[1]),
            right.min(bounds[2]),
            bottom.min(bounds[3]),
        ];
    }
}
