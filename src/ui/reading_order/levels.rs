//! The direction in which each character of a text is read (Unicode Standard Annex 9).

use unicode_bidi::{BidiInfo, Level};

/// First-strong isolate: what follows is a text of its own, read in the direction of its first letter.
const ISOLATE: char = '\u{2068}';
/// The end of an isolate.
const END_OF_ISOLATE: char = '\u{2069}';

/// Whether a character belongs to the ranges that Unicode keeps for scripts written from right to left. egui gives
/// each run of them to the shaper as a whole, which sets its glyphs from right to left.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether any character of a text is written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    // These characters start with one of these bytes in UTF-8; the signs of ordinary sentences, dashes for example, with
    // none of them.
    let may_start_one = |byte| matches!(byte, 0xD6..=0xDF | 0xE0 | 0xEF | 0xF0);
    text.bytes().any(may_start_one) && text.chars().any(is_right_to_left)
}

/// The embedding level of each character of one line: even from left to right, odd from right to left. The line itself
/// runs from left to right, as every sentence of the window does; a `name` in it is a text of its own, so that it
/// takes no number of the sentence with it.
pub fn levels(line: &str, names: &[String]) -> Vec<Level> {
    let isolates = isolates(line, names);
    let mut isolated = String::with_capacity(line.len() + 6 * isolates.len());
    let mut kept = Vec::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        for _ in isolates.iter().filter(|range| range.end == at) {
            isolated.push(END_OF_ISOLATE);
        }
        for _ in isolates.iter().filter(|range| range.start == at) {
            isolated.push(ISOLATE);
        }
        kept.push(isolated.len());
        isolated.push(c);
    }
    let info = BidiInfo::new(&isolated, Some(Level::ltr()));
    kept.into_iter().map(|at| info.levels[at]).collect()
}

type Bytes = std::ops::Range<usize>;

/// The names in a line and, where a text is in no name, each run of words that are written from right to left.
fn isolates(line: &str, names: &[String]) -> Vec<Bytes> {
    let mut found: Vec<Bytes> = Vec::new();
    let is_free = |found: &[Bytes], range: &Bytes| {
        found.iter().all(|other| range.end <= other.start || other.end <= range.start)
    };
    for name in names {
        for (start, _) in line.match_indices(name.as_str()) {
            let range = start..start + name.len();
            if is_free(&found, &range) && is_whole(line, &range) {
                found.push(range);
            }
        }
    }
    for range in runs(line) {
        if is_free(&found, &range) {
            found.push(range);
        }
    }
    found
}

/// Whether a part of a line ends at no letter of a longer word.
fn is_whole(line: &str, range: &Bytes) -> bool {
    let is_within_word = |at: usize| {
        let around = [line[..at].chars().next_back(), line[at..].chars().next()];
        around.into_iter().all(|c| c.is_some_and(char::is_alphanumeric))
    };
    !is_within_word(range.start) && !is_within_word(range.end)
}

/// The longest parts of a line that begin and end with a character written from right to left and hold neither a
/// letter nor a digit of another script.
fn runs(line: &str) -> Vec<Bytes> {
    let mut runs: Vec<Bytes> = Vec::new();
    let mut continues = false;
    for (at, c) in line.char_indices() {
        if is_right_to_left(c) {
            match runs.last_mut().filter(|_| continues) {
                Some(run) => run.end = at + c.len_utf8(),
                None => runs.push(at..at + c.len_utf8()),
            }
            continues = true;
        } else if c == '…' && runs.last().is_some_and(|run| run.end == at) {
            // The ellipsis of a name that was cut stands where the name goes on.
            if let Some(run) = runs.last_mut() {
                run.end = at + c.len_utf8();
            }
            continues = false;
        } else if c.is_alphanumeric() {
            continues = false;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The characters of a line from left to right as they stand on the screen.
    fn on_screen(line: &str, names: &[&str]) -> String {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let chars: Vec<char> = line.chars().collect();
        let order = BidiInfo::reorder_visual(&levels(line, &names));
        order.into_iter().map(|at| chars[at]).collect()
    }

    #[test]
    fn the_first_word_of_a_name_stands_rightmost() {
        assert_eq!(on_screen("אבג דהו", &[]), "והד גבא");
    }

    #[test]
    fn a_name_takes_no_word_and_no_number_of_the_sentence_with_it() {
        assert_eq!(on_screen("אב גד: 20\u{a0}% of 30", &["אב גד"]), "דג בא: 20\u{a0}% of 30");
        assert_eq!(on_screen("20\u{a0}% אב גד 30\u{a0}%", &["אב גד"]), "20\u{a0}% דג בא 30\u{a0}%");
        assert_eq!(on_screen("Why אב גד differs in month 12", &[]), "Why דג בא differs in month 12");
    }

    #[test]
    fn two_names_side_by_side_keep_their_places() {
        assert_eq!(on_screen("אב גד → הו זח", &["אב גד", "הו זח"]), "דג בא → חז וה");
    }

    #[test]
    fn a_number_in_a_name_belongs_to_it() {
        assert_eq!(on_screen("אב גד 20", &["אב גד 20"]), "20 דג בא");
        assert_eq!(on_screen("אב גד 20: 36\u{a0}%", &["אב גד 20"]), "20 דג בא: 36\u{a0}%");
    }

    #[test]
    fn a_name_within_a_longer_one_or_within_a_word_is_not_taken_for_it() {
        assert_eq!(on_screen("אב גד 20", &["אב גד 20", "אב"]), "20 דג בא");
        assert_eq!(on_screen("אבג 20", &["אב"]), "גבא 20");
    }

    #[test]
    fn latin_text_is_left_alone() {
        assert!(!has_right_to_left("Oval Office – “Ünïcode” → 德国 36\u{a0}%"));
        assert!(levels("Oval Office (2017)", &[]).iter().all(|level| level.number() == 0));
    }
}
