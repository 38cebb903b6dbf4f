//! Headings: which field each one means.

use super::field::{Facet, Field};
use super::part::Part;

/// A heading in the form in which headings are compared: words in lower case, without signs between them.
pub fn normal(heading: &str) -> String {
    let spaced: String =
        heading.chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How well a heading says that its column holds a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// By a name that other programs use.
    Synonym,
    /// By the label or the path of a number.
    Label,
    /// By the field’s own name.
    Name,
}

fn fit(field: Field, heading: &str) -> Option<Fit> {
    if normal(&field.name()) == heading {
        return Some(Fit::Name);
    }
    if let Field::Number(number, facet) = field {
        let info = number.info();
        let suffix = match facet {
            Facet::Likely => "",
            Facet::Low => " low",
            Facet::High => " high",
            Facet::From => " from",
            Facet::Note => " note",
        };
        let with_suffix = |name: &str| normal(name) + suffix == heading;
        if with_suffix(info.label) || with_suffix(&info.path.join(" ")) {
            return Some(Fit::Label);
        }
    }
    field.synonyms().contains(&heading).then_some(Fit::Synonym)
}

/// The fields of the columns of a part, guessed from their headings: each field once, the best fit first.
pub fn guessed(part: Part, headings: &[String]) -> Vec<Option<Field>> {
    let headings: Vec<String> = headings.iter().map(|heading| normal(heading)).collect();
    let mut fits: Vec<(Fit, usize, Field)> = Vec::new();
    for field in part.fields() {
        let of_field = headings.iter().enumerate();
        fits.extend(of_field.filter_map(|(column, heading)| Some((fit(field, heading)?, column, field))));
    }
    // A stable sort keeps the order of the fields where two fit as well.
    fits.sort_by_key(|(fit, ..)| std::cmp::Reverse(*fit));
    let mut columns = vec![None; headings.len()];
    for (_, column, field) in fits {
        if columns[column].is_none() && !columns.contains(&Some(field)) {
            columns[column] = Some(field);
        }
    }
    columns
}

/// How many of some headings name a field of the part that they fit best.
pub fn recognised(headings: &[String]) -> usize {
    let of_part = |part: Part| guessed(part, headings).iter().flatten().count();
    Part::ALL.into_iter().map(of_part).max().unwrap_or(0)
}
