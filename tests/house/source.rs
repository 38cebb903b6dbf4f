//! Reading Rust sources just well enough to see which paths they name.
//!
//! A compiler's parser would see more, but would also be one more thing to build. What is needed here is
//! only: what is a comment or a text, and which `a::b::c` stand in the rest.

/// The same text with the insides of comments and literals blanked, line for line.
///
/// A doc comment may speak of a window, and a message may name a file; neither is a dependency.
pub fn code_only(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = end_of_blank(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            code.extend(chars[at..end].iter().map(|&char| if char == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    code
}

/// Where the comment or literal that begins at `at` ends; `at` itself when none begins there.
fn end_of_blank(chars: &[char], at: usize) -> usize {
    let after_word = at > 0 && is_word(chars[at - 1]);
    match chars[at] {
        '/' if chars.get(at + 1) == Some(&'/') => {
            find(chars, at, |rest| rest[0] == '\n').unwrap_or(chars.len())
        }
        '/' if chars.get(at + 1) == Some(&'*') => end_of_block_comment(chars, at),
        '"' => end_of_quoted(chars, at, '"'),
        'b' | 'c' | 'r' if !after_word => end_of_prefixed_text(chars, at),
        '\'' if is_char_literal(chars, at) => end_of_quoted(chars, at, '\''),
        _ => at,
    }
}

fn end_of_block_comment(chars: &[char], start: usize) -> usize {
    let (mut depth, mut at) = (0, start);
    while at < chars.len() {
        match (chars[at], chars.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) if depth == 1 => return at + 2,
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    chars.len()
}

fn end_of_quoted(chars: &[char], start: usize, quote: char) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != quote {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// `b"…"`, `r"…"`, `br#"…"#` and their like; `start` itself for a word that merely begins with these.
fn end_of_prefixed_text(chars: &[char], start: usize) -> usize {
    let prefix = chars[start..].iter().take_while(|char| matches!(char, 'b' | 'c' | 'r')).count();
    let is_raw = chars[start..start + prefix].contains(&'r');
    let hashes = chars[start + prefix..].iter().take_while(|&&char| char == '#').count();
    let quote = start + prefix + hashes;
    match chars.get(quote) {
        Some('"') if is_raw => {
            let closes = |rest: &[char]| {
                rest[0] == '"' && rest.len() > hashes && rest[1..=hashes].iter().all(|&char| char == '#')
            };
            find(chars, quote + 1, closes).map_or(chars.len(), |end| end + 1 + hashes)
        }
        Some('"') if hashes == 0 => end_of_quoted(chars, quote, '"'),
        _ => start,
    }
}

/// Tells `'x'` and `'\n'` from a lifetime.
fn is_char_literal(chars: &[char], at: usize) -> bool {
    chars.get(at + 1) == Some(&'\\') || chars.get(at + 2) == Some(&'\'')
}

fn find(chars: &[char], from: usize, is_there: impl Fn(&[char]) -> bool) -> Option<usize> {
    (from..chars.len()).find(|&at| is_there(&chars[at..]))
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// A path as the code names it, with groups taken apart: `use a::{b, c::d}` names `a::b` and `a::c::d`.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedPath {
    pub line: usize,
    /// A macro's last segment keeps its `!`.
    pub segments: Vec<String>,
}

impl NamedPath {
    /// Whether these segments follow each other somewhere in the path.
    pub fn contains(&self, wanted: &[&str]) -> bool {
        self.segments.windows(wanted.len()).any(|window| window == wanted)
    }
}

/// All paths that the code names, comments and literals left out.
pub fn named_paths(text: &str) -> Vec<NamedPath> {
    let tokens = tokens(&code_only(text));
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if tokens[at].is_word() { read_path(&tokens, at, &[], &mut paths) } else { at + 1 };
    }
    paths
}

struct Token {
    line: usize,
    text: String,
}

impl Token {
    fn is_word(&self) -> bool {
        self.text.chars().next().is_some_and(is_word)
    }
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (index, line) in code.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = match first {
                first if is_word(first) => rest.find(|char| !is_word(char)).unwrap_or(rest.len()),
                _ if rest.starts_with("::") || rest.starts_with("!=") => 2,
                first => first.len_utf8(),
            };
            tokens.push(Token { line: index + 1, text: rest[..length].to_owned() });
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

/// Reads the path that begins at `start`, and returns where reading goes on.
fn read_path(tokens: &[Token], start: usize, prefix: &[String], paths: &mut Vec<NamedPath>) -> usize {
    let mut segments = prefix.to_vec();
    let mut at = start;
    loop {
        match tokens.get(at) {
            Some(token) if token.is_word() || token.text == "*" => segments.push(token.text.clone()),
            Some(token) if token.text == "{" => return read_group(tokens, at + 1, &segments, paths),
            _ => break,
        }
        at += 1;
        if tokens.get(at).is_none_or(|token| token.text != "::") {
            break;
        }
        at += 1;
    }
    if tokens.get(at).is_some_and(|token| token.text == "!")
        && let Some(last) = segments.last_mut()
    {
        last.push('!');
    }
    paths.push(NamedPath { line: tokens[start].line, segments });
    at.max(start + 1)
}

fn read_group(tokens: &[Token], start: usize, prefix: &[String], paths: &mut Vec<NamedPath>) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "}" => return at + 1,
            "as" => at += 2,
            "," => at += 1,
            _ => at = read_path(tokens, at, prefix, paths),
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str) -> Vec<String> {
        named_paths(text).into_iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn comments_and_texts_are_blanked_and_lines_stay_where_they_are() {
        let text = "a // b\n/* c /* d */ e */ f \"g \\\" h\" i r#\"j \" k\"# 'l' '\"' '\\'' n<'o> r\"p\\\" q";
        let code = code_only(text);
        let words: Vec<_> = code.split_whitespace().collect();
        assert_eq!(words, ["a", "f", "i", "n<'o>", "q"]);
        assert_eq!(code.lines().count(), 2);
    }

    #[test]
    fn groups_are_taken_apart() {
        let text = "use std::{fs, io::{self, Read as R}, path::*};";
        assert_eq!(paths(text), ["use", "std::fs", "std::io::self", "std::io::Read", "std::path::*"]);
    }

    #[test]
    fn a_path_keeps_its_line_and_a_macro_its_mark() {
        let named = named_paths("fn f() {\n  crate::engine\n    ::run(a != b);\n  println!(x);\n}");
        let found = named.iter().find(|path| path.contains(&["crate", "engine", "run"])).expect("named");
        assert_eq!(found.line, 2);
        assert!(named.iter().any(|path| path.line == 4 && path.contains(&["println!"])));
        assert!(!named.iter().any(|path| path.contains(&["a!"])));
    }
}
