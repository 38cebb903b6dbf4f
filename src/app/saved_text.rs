//! How the status bar says whether everything is saved.

/// The text, and in how many seconds it will read otherwise.
pub fn saved_text(unsaved: bool, kept: bool, seconds_ago: Option<f64>) -> (String, Option<f64>) {
    match (unsaved, seconds_ago) {
        (true, _) => ("Not saved".into(), None),
        (false, Some(seconds)) => ago(seconds.max(0.0)),
        (false, None) if kept => ("Everything is saved".into(), None),
        (false, None) => ("Nothing to save".into(), None),
    }
}

fn ago(seconds: f64) -> (String, Option<f64>) {
    let units = [(3600.0, "hour"), (60.0, "minute"), (1.0, "second")];
    match units.into_iter().find(|(size, _)| seconds >= *size) {
        None => ("Saved just now".into(), Some(1.0 - seconds)),
        Some((size, name)) => {
            let count = (seconds / size).floor();
            let plural = if count == 1.0 { "" } else { "s" };
            (format!("Saved {count} {name}{plural} ago"), Some((count + 1.0) * size - seconds))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_since_saving_is_told_in_the_largest_fitting_unit() {
        let text = |seconds| saved_text(false, true, Some(seconds)).0;
        assert_eq!(text(0.2), "Saved just now");
        assert_eq!(text(3.9), "Saved 3 seconds ago");
        assert_eq!(text(61.0), "Saved 1 minute ago");
        assert_eq!(text(7300.0), "Saved 2 hours ago");
    }

    #[test]
    fn the_text_changes_when_it_says_it_will() {
        assert_eq!(saved_text(false, true, Some(61.0)).1, Some(59.0));
        assert_eq!(saved_text(true, true, Some(61.0)), ("Not saved".into(), None));
    }
}
