//! DOT, as Graphviz reads it: nodes, edges and their attributes. Groups are read as if their braces were not there,
//! and attributes that are set for all nodes or edges are left out.

use super::{Described, Edge, Graph, at, utf8};
use crate::import::source::ImportError;
use std::iter::Peekable;
use std::str::Chars;

/// Whether a file that begins so is DOT.
pub fn begins_like_dot(start: &str) -> bool {
    let mut words = Tokens::of(start);
    let mut first = words.next_token().ok().flatten().map(|(token, _)| token);
    if first == Some(Token::Word("strict".into())) {
        first = words.next_token().ok().flatten().map(|(token, _)| token);
    }
    let begins = matches!(&first, Some(Token::Word(word)) if matches!(word.to_lowercase().as_str(), "graph" | "digraph"));
    begins && start.contains('{')
}

/// The graph of a DOT file.
///
/// # Errors
/// If it is not in UTF-8, or something in it is not understood.
pub fn read(file: &str, bytes: &[u8]) -> Result<Graph, ImportError> {
    let mut tokens = Tokens::of(utf8(file, bytes)?);
    let mut all = Vec::new();
    while let Some(token) = tokens.next_token().map_err(|(line, sentence)| at(file, line, sentence))? {
        all.push(token);
    }
    let mut parser = Parser { file, tokens: all, next: 0, graph: Graph::default(), is_laid_out: false };
    parser.header()?;
    while parser.next < parser.tokens.len() {
        parser.statement()?;
    }
    if !parser.is_laid_out && parser.graph.nodes.iter().any(|(_, node)| is_as_written(node)) {
        parser.graph.nodes.iter_mut().for_each(|(_, node)| node.drawn_at = None);
    }
    Ok(parser.graph)
}

/// The attribute of a graph that Graphviz adds when it lays it out: the box around everything.
const LAID_OUT: &str = "bb";

/// Whether this program has written a node: it has the place on the map as properties, and where an actor has none,
/// `pos` is where the map would lay it out.
fn is_as_written(node: &Described) -> bool {
    node.values.iter().any(|(key, _)| key == "shares_with_home")
}

/// The place of a node: “100,-20”, with an exclamation mark where it is to stay there, and perhaps a third number. Graphviz
/// counts y upward.
fn place(text: &str) -> Option<[f64; 2]> {
    let mut numbers = text.trim().trim_end_matches('!').split([',', ' ']).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse().ok().filter(|number: &f64| number.is_finite());
    // Zero stays without a sign.
    Some([next()?, 0.0 - next()?])
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// An identifier without quotes.
    Word(String),
    /// A text in quotes, or markup in angle brackets.
    Quoted(String),
    /// `->` (true) or `--`.
    Arrow(bool),
    Sign(char),
}

/// The words and signs of a text, each with its line.
struct Tokens<'a> {
    signs: Peekable<Chars<'a>>,
    line: u64,
}

impl<'a> Tokens<'a> {
    fn of(text: &'a str) -> Self {
        Tokens { signs: text.chars().peekable(), line: 1 }
    }

    fn next_sign(&mut self) -> Option<char> {
        let sign = self.signs.next();
        self.line += u64::from(sign == Some('\n'));
        sign
    }

    /// The next token with its line; what is wrong, if there is none to be read.
    fn next_token(&mut self) -> Result<Option<(Token, u64)>, (u64, String)> {
        loop {
            let line = self.line;
            let Some(sign) = self.next_sign() else { return Ok(None) };
            let token = match sign {
                _ if sign.is_whitespace() => continue,
                '#' => {
                    self.skip_line();
                    continue;
                }
                '/' => {
                    self.skip_comment()?;
                    continue;
                }
                '"' => Token::Quoted(self.quoted()?),
                '<' => Token::Quoted(self.markup()?),
                '-' if self.signs.peek() == Some(&'>') => self.arrow(true),
                '-' if self.signs.peek() == Some(&'-') => self.arrow(false),
                '-' if self.signs.peek().is_some_and(|next| next.is_ascii_digit() || *next == '.') => {
                    Token::Word(self.word(sign))
                }
                _ if is_word(sign) => Token::Word(self.word(sign)),
                '{' | '}' | '[' | ']' | '=' | ';' | ',' | ':' | '+' => Token::Sign(sign),
                _ => return Err((line, format!("“{sign}” is not understood."))),
            };
            return Ok(Some((token, line)));
        }
    }

    fn arrow(&mut self, directed: bool) -> Token {
        self.next_sign();
        Token::Arrow(directed)
    }

    fn skip_line(&mut self) {
        while self.signs.peek().is_some_and(|sign| *sign != '\n') {
            self.next_sign();
        }
    }

    fn skip_comment(&mut self) -> Result<(), (u64, String)> {
        let line = self.line;
        match self.next_sign() {
            Some('/') => self.skip_line(),
            Some('*') => {
                let mut last = ' ';
                loop {
                    match self.next_sign() {
                        Some('/') if last == '*' => break,
                        Some(sign) => last = sign,
                        None => return Err((line, "this comment does not end.".into())),
                    }
                }
            }
            _ => return Err((line, "“/” is not understood.".into())),
        }
        Ok(())
    }

    fn quoted(&mut self) -> Result<String, (u64, String)> {
        let line = self.line;
        let mut text = String::new();
        loop {
            match self.next_sign() {
                Some('"') => return Ok(text),
                Some('\\') => match self.next_sign() {
                    Some('n' | 'l' | 'r') => text.push('\n'),
                    // The end of a line in a text that goes on.
                    Some('\n') => {}
                    Some(sign) => text.push(sign),
                    None => return Err((line, "this text does not end.".into())),
                },
                Some(sign) => text.push(sign),
                None => return Err((line, "this text does not end.".into())),
            }
        }
    }

    fn markup(&mut self) -> Result<String, (u64, String)> {
        let (line, mut depth, mut text) = (self.line, 1, String::new());
        while let Some(sign) = self.next_sign() {
            match sign {
                '<' => depth += 1,
                '>' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(text);
            }
            text.push(sign);
        }
        Err((line, "this markup does not end.".into()))
    }

    fn word(&mut self, first: char) -> String {
        let mut word = String::from(first);
        while let Some(sign) = self.signs.next_if(|sign| is_word(*sign)) {
            word.push(sign);
        }
        word
    }
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '_' | '.')
}

struct Parser<'a> {
    file: &'a str,
    tokens: Vec<(Token, u64)>,
    next: usize,
    graph: Graph,
    /// Whether Graphviz has laid out the graph.
    is_laid_out: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn line(&self) -> u64 {
        let token = self.tokens.get(self.next).or(self.tokens.last());
        token.map_or(1, |(_, line)| *line)
    }

    fn takes(&mut self, token: &Token) -> bool {
        let is = self.peek() == Some(token);
        self.next += usize::from(is);
        is
    }

    fn error(&self, sentence: impl Into<String>) -> ImportError {
        at(self.file, self.line(), sentence)
    }

    fn header(&mut self) -> Result<(), ImportError> {
        while let Some((token, _)) = self.tokens.get(self.next).cloned() {
            self.next += 1;
            if token == Token::Sign('{') {
                return Ok(());
            }
        }
        Err(self.error("this is no graph: it has no braces."))
    }

    fn statement(&mut self) -> Result<(), ImportError> {
        if [';', ',', '{', '}'].iter().any(|sign| self.takes(&Token::Sign(*sign))) {
            return Ok(());
        }
        let (line, first) = (self.line(), self.text()?);
        if self.takes(&Token::Sign('=')) {
            self.is_laid_out |= first == LAID_OUT;
            return self.text().map(|_| ());
        }
        let is_keyword = matches!(first.to_lowercase().as_str(), "graph" | "node" | "edge" | "subgraph");
        if is_keyword {
            // A group may have a name.
            if matches!(self.peek(), Some(Token::Word(_) | Token::Quoted(_))) {
                self.text()?;
            }
            let values = self.attributes()?;
            self.is_laid_out |= values.iter().any(|(key, _)| key == LAID_OUT);
            return Ok(());
        }
        self.chain(first, line)
    }

    /// A node, or edges along a chain of nodes.
    fn chain(&mut self, first: String, line: u64) -> Result<(), ImportError> {
        self.port()?;
        let mut ends = vec![first];
        while let Some(Token::Arrow(directed)) = self.peek().cloned() {
            self.next += 1;
            if !directed {
                self.note_undirected();
            }
            if self.peek() == Some(&Token::Sign('{')) {
                return Err(self.error("an edge to a group in braces is not read; write edge by edge."));
            }
            ends.push(self.text()?);
            self.port()?;
        }
        let values = self.attributes()?;
        match &ends[..] {
            [node] => {
                let drawn_at = values.iter().find(|(key, _)| key == "pos").and_then(|(_, at)| place(at));
                let is_said = |key: &str| key != "pos" || drawn_at.is_none();
                let values = values.into_iter().filter(|(key, _)| is_said(key)).collect();
                self.describe(node, Described { line, values, drawn_at });
            }
            ends => {
                for pair in ends.windows(2) {
                    pair.iter()
                        .for_each(|end| self.describe(end, Described { line, ..Described::default() }));
                    let described = Described { line, values: values.clone(), drawn_at: None };
                    self.graph.edges.push(Edge { from: pair[0].clone(), to: pair[1].clone(), described });
                }
            }
        }
        Ok(())
    }

    fn note_undirected(&mut self) {
        let note = format!(
            "{}: an edge without direction is read as a tie from its first end to its second only.",
            self.file
        );
        if !self.graph.notes.contains(&note) {
            self.graph.notes.push(note);
        }
    }

    /// Adds a node, or what is said of one that is there.
    fn describe(&mut self, id: &str, described: Described) {
        match self.graph.nodes.iter_mut().find(|(known, _)| known == id) {
            Some((_, known)) => {
                known.values.extend(described.values);
                known.drawn_at = described.drawn_at.or(known.drawn_at);
            }
            None => self.graph.nodes.push((id.to_owned(), described)),
        }
    }

    /// The side of a node at which an edge ends, which means nothing here.
    fn port(&mut self) -> Result<(), ImportError> {
        while self.takes(&Token::Sign(':')) {
            self.text()?;
        }
        Ok(())
    }

    fn attributes(&mut self) -> Result<Vec<(String, String)>, ImportError> {
        let mut values = Vec::new();
        while self.takes(&Token::Sign('[')) {
            while !self.takes(&Token::Sign(']')) {
                if [',', ';'].iter().any(|sign| self.takes(&Token::Sign(*sign))) {
                    continue;
                }
                let key = self.text()?;
                let value = if self.takes(&Token::Sign('=')) { self.text()? } else { "true".into() };
                values.push((key, value));
            }
        }
        Ok(values)
    }

    /// An identifier; texts in quotes may be joined by a plus.
    fn text(&mut self) -> Result<String, ImportError> {
        let Some((Token::Word(text) | Token::Quoted(text), _)) = self.tokens.get(self.next).cloned() else {
            return Err(self.error("a name or a value is missing here."));
        };
        self.next += 1;
        let mut whole = text;
        while self.takes(&Token::Sign('+')) {
            whole += &self.text()?;
        }
        Ok(whole)
    }
}
