//! The one way to round a figure.

/// Rounds half away from zero to `decimals`.
pub fn round_half_away(value: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(decimals as i32);
    // A tiny nudge, so that 1.005, which a float holds as 1.00499…, goes where a person would send it.
    let nudged = value * scale + value.signum() * 1e-9;
    nudged.round() / scale
}
