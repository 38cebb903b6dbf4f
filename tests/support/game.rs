//! A small reader of games of one player in the format of Gambit, and their values by backward induction.

/// A node of a game in Gambit's extensive form with one player.
#[derive(Debug)]
pub enum Node {
    /// Chance decides: labels and probabilities.
    Chance(Vec<(String, f64)>),
    /// The player decides: labels.
    Choice(Vec<String>),
    /// The end: the payoff.
    End(f64),
}

/// Reads the few kinds of line that a decision of one player needs; sums of payoffs are those of outcomes.
pub fn read_game(text: &str) -> Vec<Node> {
    let strings =
        |line: &str| -> Vec<String> { line.split('"').skip(1).step_by(2).map(str::to_owned).collect() };
    let braces = |line: &str| -> String {
        line.split_once('{').and_then(|(_, rest)| rest.rsplit_once('}')).expect("braces").0.to_owned()
    };
    let number = |text: &str| match text.split_once('/') {
        Some((over, under)) => {
            over.parse::<f64>().expect("a number") / under.parse::<f64>().expect("a number")
        }
        None => text.parse().expect("a number"),
    };
    let node = |line: &str| match line.split(' ').next() {
        Some("c") => {
            let inside = braces(line);
            let names = strings(&inside);
            let chances = inside.split('"').skip(2).step_by(2).map(|chance| number(chance.trim()));
            Some(Node::Chance(names.into_iter().zip(chances).collect()))
        }
        Some("p") => Some(Node::Choice(strings(&braces(line)))),
        Some("t") => Some(Node::End(number(braces(line).trim()))),
        _ => None,
    };
    text.lines().filter_map(node).collect()
}

/// What the first choice of the player is worth, choice by choice.
pub fn choices(game: &[Node]) -> Vec<(String, f64)> {
    let mut nodes = game.iter();
    let Some(Node::Choice(names)) = nodes.next() else { panic!("the player chooses first") };
    let values: Vec<(String, f64)> = names.iter().map(|name| (name.clone(), value(&mut nodes))).collect();
    assert!(nodes.next().is_none(), "nothing follows the last choice");
    values
}

/// The value of the game from the next node on, by backward induction.
fn value(nodes: &mut std::slice::Iter<Node>) -> f64 {
    match nodes.next().expect("a whole game") {
        Node::End(payoff) => *payoff,
        Node::Chance(outcomes) => outcomes.iter().map(|(_, chance)| chance * value(nodes)).sum(),
        Node::Choice(names) => names.iter().map(|_| value(nodes)).fold(f64::NEG_INFINITY, f64::max),
    }
}
