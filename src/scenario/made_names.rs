//! Names that are made from others: of copies, and numbered ones.

use super::LONGEST_NAME;
use unicode_segmentation::UnicodeSegmentation;

/// A name with an ending: as much of the name as leaves both together no longer than a name may be.
pub fn with_ending(name: &str, ending: &str) -> String {
    let mut room = LONGEST_NAME.saturating_sub(ending.chars().count());
    let fits = |sign: &&str| {
        let left = room.checked_sub(sign.chars().count());
        room = left.unwrap_or(0);
        left.is_some()
    };
    name.graphemes(true).take_while(fits).chain([ending]).collect()
}

/// A name that is not used: this one, or else with the first number from 2 on.
pub fn unused(name: &str, is_used: impl Fn(&str) -> bool) -> String {
    let (mut unused, mut number) = (name.to_owned(), 1);
    while is_used(&unused) {
        number += 1;
        unused = with_ending(name, &format!(" {number}"));
    }
    unused
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_used_gets_the_first_number_that_is_not() {
        let used = ["New plan", "New plan 2"];
        assert_eq!(unused("New plan", |name| used.contains(&name)), "New plan 3");
        assert_eq!(unused("Other plan", |name| used.contains(&name)), "Other plan");
    }

    #[test]
    fn the_longest_name_makes_room_for_its_ending_between_two_signs() {
        // An e with an accent of its own: one sign of two characters.
        let longest = "e\u{301}".repeat(LONGEST_NAME / 2);
        let copy = with_ending(&longest, " 2");
        assert_eq!(copy.chars().count(), LONGEST_NAME);
        let copy = with_ending(&longest, ", copy");
        assert_eq!(copy, "e\u{301}".repeat(LONGEST_NAME / 2 - 3) + ", copy");
        let odd = with_ending(&longest, ", changed");
        assert_eq!(odd, "e\u{301}".repeat(LONGEST_NAME / 2 - 5) + ", changed", "no accent stands alone");
    }
}
