//! The table of measurements, row by row as they are made.

/// A row.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The figure, with its unit.
    pub figure: String,
    /// What is beside it in the same run, with its figure; empty if nothing is.
    pub beside: String,
    /// How many times the one is the other, in the sense of the aim.
    pub ratio: Option<f64>,
    /// What it should be; empty if nothing is asked of it.
    pub aim: &'static str,
}

impl Row {
    /// A figure alone.
    pub fn of(what: impl Into<String>, figure: impl Into<String>, aim: &'static str) -> Self {
        Row { what: what.into(), figure: figure.into(), beside: String::new(), ratio: None, aim }
    }

    /// Prints the row.
    pub fn print(&self) {
        let Row { what, figure, beside, ratio, aim } = self;
        let ratio = ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        line([what, figure, beside, &ratio, aim]);
    }
}

/// Prints the names of the columns.
pub fn head() {
    line(["what", "figure", "beside", "ratio", "aim"]);
    line(["---"; 5]);
}

fn line([what, figure, beside, ratio, aim]: [&str; 5]) {
    println!("| {what:<62} | {figure:>28} | {beside:>30} | {ratio:>5} | {aim:>8} |");
}
