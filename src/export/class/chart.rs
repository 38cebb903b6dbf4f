//! Votes as bars: the first vote as a frame, the second filled, so that both can be told apart in print.

use maud::html;

/// An option with its votes.
pub struct Bar {
    /// Its letter.
    pub letter: char,
    /// The votes before the talk.
    pub first: u64,
    /// The votes after it, if there was a second vote.
    pub second: Option<u64>,
}

/// Lengths in units of the picture.
const WIDTH: f32 = 480.0;
const ROW: f32 = 44.0;
const START: f32 = 28.0;
const END: f32 = 60.0;

/// The bars of a vote as SVG.
pub fn bars(bars: &[Bar]) -> String {
    let most = bars.iter().map(|bar| bar.first.max(bar.second.unwrap_or(0))).max().unwrap_or(0).max(1);
    let length = |votes: u64| (WIDTH - START - END) * votes as f32 / most as f32;
    let height = ROW * bars.len() as f32;
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {WIDTH} {height}")) font-family="Inter, sans-serif" {
            @for (place, bar) in bars.iter().enumerate() {
                @let top = ROW * place as f32;
                text x="0" y=(top + 27.0) font-size="18" font-weight="600" fill="#1a1a1a" { (bar.letter) }
                @let rows = [Some((bar.first, "none")), bar.second.map(|second| (second, "#1a1a1a"))];
                @let high = if bar.second.is_some() { 14.0 } else { 28.0 };
                @for (row, (votes, fill)) in rows.into_iter().flatten().enumerate() {
                    @let y = top + 7.0 + row as f32 * 16.0;
                    rect x=(START) y=(y) width=(length(votes).max(1.0)) height=(high) fill=(fill) stroke="#1a1a1a"
                        stroke-width="1.2" {}
                    text x=(START + length(votes) + 6.0) y=(y + 0.5 * high + 4.5) font-size="13" fill="#1a1a1a" { (votes) }
                }
            }
        }
    };
    picture.into_string()
}
