//! Small charts, labelled where they are.

use leptos::prelude::*;

/// A line of a few values, oldest first, with a dot at the last.
#[component]
pub fn Sparkline(
    /// The values; fewer than two draw nothing.
    values: Vec<f64>,
    /// Width in pixels.
    #[prop(default = 56.0)]
    width: f64,
    /// Whether it is drawn as a risk.
    #[prop(optional)]
    hot: bool,
    /// The target, dashed.
    #[prop(optional_no_strip)]
    target: Option<f64>,
) -> impl IntoView {
    let height = width * 0.32;
    let points = line(&values, target, width, height);
    let last = points.last().copied();
    let d = points
        .iter()
        .enumerate()
        .map(|(position, (x, y))| format!("{}{x:.1} {y:.1}", if position == 0 { "M" } else { "L" }));
    let d = d.collect::<String>();
    let dashed = target.and_then(|target| {
        line(&values, Some(target), width, height)
            .len()
            .checked_sub(1)
            .map(|_| scale(&values, Some(target), target, height))
    });
    last.map(|(x, y)| {
        view! {
            <svg
                class=if hot { "spark hot" } else { "spark" }
                viewBox=format!("0 0 {width} {height:.1}")
                width=width
                height=height
                aria-hidden="true"
            >
                <g>{dashed.map(|y| view! { <path class="spark-t" d=format!("M3 {y:.1}H{:.1}", width - 3.0) /> })}</g>
                <path class="spark-l" d=d />
                <circle class="spark-d" cx=x cy=y r="2" />
            </svg>
        }
    })
}

fn line(values: &[f64], target: Option<f64>, width: f64, height: f64) -> Vec<(f64, f64)> {
    if values.len() < 2 {
        return Vec::new();
    }
    let step = (width - 6.0) / (values.len() - 1) as f64;
    values
        .iter()
        .enumerate()
        .map(|(position, value)| (3.0 + step * position as f64, scale(values, target, *value, height)))
        .collect()
}

fn scale(values: &[f64], target: Option<f64>, value: f64, height: f64) -> f64 {
    let all = || values.iter().copied().chain(target);
    let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let span = (most - least).max(f64::EPSILON);
    if most == least { height / 2.0 } else { height - 3.0 - (value - least) / span * (height - 6.0) }
}

/// A part of a whole, 0 to 1, as a bar.
#[component]
pub fn Bar(
    /// The part.
    part: f64,
    /// Width in pixels.
    #[prop(default = 88.0)]
    width: f64,
    /// `acc`, `good`, `watch`, `risk` or nothing for a neutral one.
    #[prop(optional)]
    hue: &'static str,
) -> impl IntoView {
    let filled = part.clamp(0.0, 1.0) * width;
    view! {
        <svg class=format!("bar {hue}") viewBox=format!("0 0 {width} 8") width=width height="8" aria-hidden="true">
            <rect class="bar-b" y="2" width=width height="4" rx="2" />
            <rect class="bar-f" y="2" width=filled height="4" rx="2" />
        </svg>
    }
}
