//! Lists of names, capitals, and the words of a preview, for sentences in the window.

pub use crate::analysis::enumeration::{all_of, any_of, every_one_of};
use crate::analysis::number_format::{self, MINUS};
pub use crate::scenario::capitalised;

/// The words of a preview: always by how much a number would change, never what it would be, which could be taken for
/// the number itself.
pub fn would_change_by(change: &str) -> String {
    format!("would change by {change}")
}

/// The same for a share, whose change is in points.
pub fn would_change_by_points(change: &str) -> String {
    let unit = if change.ends_with("+1") || change.ends_with("−1") || change.contains('<') {
        "point"
    } else {
        "points"
    };
    format!("{} {unit}", would_change_by(change))
}

/// By how many points a share would change, `then` with a preview and `now` without, as the difference of the shown
/// numbers; `None` if they are written alike. A change from 0 to less than a point is “+<1”.
pub fn changed_points([then, now]: [f64; 2]) -> Option<String> {
    let change = number_format::points(then) - number_format::points(now);
    if change != 0 {
        return Some(number_format::signed(change));
    }
    let differs = number_format::percent(then) != number_format::percent(now);
    differs.then(|| format!("{}<1", if then > now { '+' } else { MINUS }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_the_difference_of_the_shown_numbers() {
        assert_eq!(changed_points([0.626, 0.604]).as_deref(), Some("+3"));
        let units = ["+1", "−1", "+<1", "+11", "−2"].map(would_change_by_points);
        assert!(units[..3].iter().all(|text| text.ends_with("1 point")), "{units:?}");
        assert!(units[3..].iter().all(|text| text.ends_with(" points")), "{units:?}");
        assert_eq!(changed_points([0.604, 0.596]), None, "both are shown as 60\u{a0}%");
        assert_eq!(changed_points([0.001, 0.0]).as_deref(), Some("+<1"));
        assert_eq!(changed_points([0.999, 1.0]).as_deref(), Some("−<1"));
    }
}
