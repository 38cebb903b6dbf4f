//! Broken files: one clear sentence each, at the place where it is wrong.

use std::fs;
use tearline::storage::{FileError, LARGEST_FILE_BYTES, Place, built_in, load, parse};

fn oval_office() -> &'static str {
    built_in("oval-office-2017").expect("a case that ships").text
}

/// The error of the Oval Office case with one text replaced, and the line and column of that text.
fn damaged(from: &str, to: &str) -> (FileError, usize, usize) {
    let text = oval_office();
    let byte = text.find(from).unwrap_or_else(|| panic!("{from} is not in the case"));
    let line = text[..byte].matches('\n').count() + 1;
    let column = text[..byte].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let error = parse(&text.replacen(from, to, 1), "case.ron").expect_err("a broken file");
    (error, line, column)
}

fn place(error: &FileError) -> Place {
    error.place.expect("a place in the file")
}

#[test]
fn each_kind_of_mistake_is_told_in_a_sentence_on_its_line() {
    let mistakes = [
        ("year: 2017", "year: \"2017\"", "a whole number was expected here."),
        (
            "sensitivity: (low: 0.6, likely: 0.85, high: 1)",
            "sensitivity: 1.5",
            "a share must lie between 0 and 1, not 1.5.",
        ),
        ("weight: 30)", "weight: NaN)", "a number of months must be an ordinary number, not NaN."),
        ("weight: 30)", "weight: inf)", "a number of months must be an ordinary number, not inf."),
        (
            "(low: 0.81, likely: 0.87, high: 0.92)",
            "(low: 0.98, likely: 0.87, high: 0.92)",
            "a range runs from low over likely to high, but 0.98, 0.87, 0.92 do not rise.",
        ),
        ("\"uk\": (name", "\"il\": (name", "the id “il” is used twice."),
        ("home: \"us\",", "home: \"us\", home: \"us\",", "the field “home” is written twice in scenario."),
        ("home: \"us\",", "home: \"usa\",", "there is no actor “usa”; did you mean “us”?"),
        ("originator: \"il\"", "originator: \"ill\"", "there is no actor “ill”; did you mean “il”?"),
        (
            "promise: Explicit",
            "promise: Explicitly",
            "“Explicitly” is not one of the choices here; did you mean “Explicit”?",
        ),
        (
            "sensitivity:",
            "sensitvity:",
            "there is no field “sensitvity” in item; did you mean “sensitivity”?",
        ),
        ("home: \"us\",", "", "the field “home” is missing in scenario; write home: …"),
        ("version: 2", "version: 0", "there is no format version 0; write version: 2."),
        (
            "version: 2",
            "version: 99",
            "this is format version 99, and this program knows versions up to 2; open it with a newer Tearline.",
        ),
        ("version: 2,", "", "the field “version” is missing in tearline; write version: …"),
        (
            "asks: [\"ru\"],",
            "repairs: [(month: 0, partner: \"il\", kind: Explanation)],",
            "a repair can be made in month 1 at the earliest.",
        ),
        (
            "\"il\": (name",
            "\"IL!\": (name",
            "“IL!” cannot be an id: use 1 to 40 lower-case letters, digits, - or _.",
        ),
        ("name: \"Israel\",", "name: \"Israel\"", "a comma is missing before this."),
        ("version: 2", "version: 2.5", "“2.5” is no whole number, and one was expected here."),
        ("version: 2", "version: -2", "this must be a whole number from 0 up."),
        ("version: 2", "version: 99999999999", "this whole number is too large."),
        ("year: 2017", "year: 0b2", "“0b2” is no number in a form that is read here, such as 12 or 0.5."),
        ("at: (200, 70)", "at: (200, 70, 1)", "these parentheses hold more than belongs in them"),
        ("at: (200, 70)", "at: (200)", "2 values in parentheses were expected here, but there are 1."),
        ("at: (200, 70)", "at: 200", "parentheses, ( … ), were expected here."),
        ("year: 2017", "year: Some(2017, 1)", "these parentheses hold more than belongs in them"),
        ("name: \"Israel\"", "name: b\"Israel\"", "a text stands between straight double quotation marks"),
        ("name: \"Israel\"", "name: 'I'", "a text stands between straight double quotation marks"),
        ("name: \"Israel\"", "name: \"\\u{110000}\"", "no character is written like this"),
        ("name: \"Israel\"", "name: \"\\q\"", "no character is written like this"),
        ("promise: Explicit", "promise: \"Explicit\"", "“Explicit” is a name here and is written without"),
        (
            "sensitivity: (low: 0.6, likely: 0.85, high: 1)",
            "sensitivity: [0.6]",
            "expected a share: a number, (value: …) or (low: …, likely: …, high: …), but found a list.",
        ),
        ("weight: 30)", "weight: (value: 30, value: 30))", "the field “value” is written twice"),
    ];
    let mut wrong = Vec::new();
    for (from, to, sentence) in mistakes {
        let (error, line, column) = damaged(from, to);
        let near = place(&error).line.abs_diff(line) <= usize::from(to.is_empty());
        // A missing field is reported at the end of its group.
        let placed = near || error.sentence.contains("missing") || error.sentence.contains("do not rise");
        if !error.sentence.starts_with(sentence) || !placed {
            wrong.push(format!("{from} → {to}\n  at {line}:{column}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_line_that_names_extensions_of_the_format_is_explained() {
    for line in
        ["#![enable(foo)]", "#![enable]", "#![disable(implicit_some)]", "#[x]", "#![enable(implicit_some)"]
    {
        let error = parse(&format!("{line}\n{}", oval_office()), "case.ron").expect_err("no such extension");
        assert!(error.sentence.starts_with("a line with # at the start of a file"), "{error}");
        assert_eq!(place(&error).line, 1, "{error}");
    }
}

#[test]
fn a_name_as_long_as_the_file_is_quoted_in_part() {
    let long = "x".repeat(1_000_000);
    for (from, to) in [
        ("sensitivity:", format!("{long}:")),
        ("promise: Explicit", format!("promise: {long}")),
        ("name: \"Israel\"", format!("name: {long}")),
        ("year: 2017", format!("year: 1{long}")),
        ("weight: 30)", format!("weight: \"{long}\")")),
        ("home: \"us\"", format!("home: \"{long}\"")),
    ] {
        let (error, line, _) = damaged(from, &to);
        assert!(error.sentence.len() < 700, "{} characters", error.sentence.len());
        assert_eq!(place(&error).line, line, "{error}");
    }
}

#[test]
fn a_file_whose_end_is_zeros_says_where_they_begin() {
    let text = oval_office();
    let half = text.ceil_char_boundary(text.len() / 2);
    let error =
        parse(&format!("{}{}", &text[..half], "\0".repeat(4096)), "case.ron").expect_err("half a file");
    assert!(error.sentence.starts_with("from here on the file holds zero bytes"), "{error}");
    assert_eq!(place(&error).line, text[..half].matches('\n').count() + 1);
}

#[test]
fn a_count_of_ids_that_nobody_can_have_given_is_refused() {
    let count = u64::MAX;
    let (error, line, _) = damaged("home: \"us\",", &format!("home: \"us\", ids_given: {count},"));
    assert!(error.sentence.starts_with("ids_given counts"), "{error}");
    assert_eq!(place(&error).line, line);
    let last = u64::from(u32::MAX);
    let text = oval_office().replacen("home: \"us\",", &format!("home: \"us\", ids_given: {last},"), 1);
    let scenario = parse(&text, "case.ron").expect("as high as the program counts");
    assert_eq!(scenario.next_actor_id().as_str(), "actor-4294967296");
}

#[cfg(unix)]
#[test]
fn why_the_system_refuses_is_told_without_its_own_words_and_the_file_on_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink(path("loop"), path("loop")).expect("a link");
    fs::write(path("file"), "text").expect("written");
    let socket = std::os::unix::net::UnixListener::bind(path("socket")).expect("a socket");
    for (name, words) in [
        ("loop", "it is a link that leads to itself"),
        ("file/case.ron", "a part of its path is no folder"),
        ("socket", "it is no file but a connection between programs"),
        (&"x".repeat(300), "its name is too long"),
        ("nul\0", "its name holds a character that this system refuses"),
        ("two\nlines\u{1b}.ron", "there is no such file"),
    ] {
        let error = load(&path(name)).expect_err("no file");
        assert!(error.sentence.contains(words) && !error.sentence.contains("os error"), "{error}");
        assert!(!error.to_string().contains(char::is_control), "{error:?}");
    }
    drop(socket);
}

#[test]
fn a_file_may_leave_its_plans_out_and_then_has_one_that_tells_nobody_anything() {
    for plans in ["", "plans: {},"] {
        let text =
            format!("(version: 2, scenario: (home: \"a\", actors: {{\"a\": (name: \"A\")}}, {plans}))");
        let scenario = parse(&text, "case.ron").expect("plans may be left out");
        assert_eq!(scenario.plans, tearline::scenario::Scenario::default().plans);
        assert_eq!(tearline::storage::rewrite(&text, &scenario).expect("written"), text);
    }
}

#[test]
fn a_name_that_nobody_can_read_is_refused_where_it_stands() {
    for (from, to) in [
        ("name: \"Israel\"", "name"),
        ("title: \"Oval Office, May 2017\"", "title"),
        ("name: \"As it happened\"", "name"),
    ] {
        let (error, line, _) = damaged(from, &format!("{to}: \"{}\"", "é".repeat(401)));
        assert_eq!(error.sentence, "a name has at most 400 characters, and this has 401.");
        assert_eq!(place(&error).line, line);
        let text = oval_office().replacen(from, &format!("{to}: \"{}\"", "é".repeat(400)), 1);
        parse(&text, "case.ron").expect("as long as a name may be");
    }
}

#[test]
fn wherever_a_file_is_cut_off_the_end_is_what_is_wrong() {
    let text = oval_office();
    let cuts = (2..text.trim_end().len()).filter(|cut| text.is_char_boundary(*cut));
    let mut wrong = Vec::new();
    for cut in cuts {
        let half = &text[..cut];
        let error = parse(half, "case.ron").expect_err("half a file");
        let end = half.trim_end();
        let line = end.matches('\n').count() + 1;
        let column = end.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let at_end = place(&error) == Place { line, column };
        if !error.sentence.starts_with("the file ends too soon") || !at_end {
            wrong.push(format!("cut after {:?}: {error}", &end[end.len().saturating_sub(30)..]));
        }
    }
    assert!(wrong.is_empty(), "{} places, as\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn a_mistake_in_the_middle_of_a_file_that_is_also_cut_off_is_told_first() {
    let text = oval_office().replacen("name: \"Israel\",", "name: \"Israel\"", 1);
    let half = &text[..text.trim_end().len() - 1];
    let error = parse(half, "case.ron").expect_err("a broken file");
    assert_eq!(error.sentence, "a comma is missing before this.");
}

#[test]
fn a_missing_version_is_missed_where_the_file_begins() {
    let text = oval_office().replacen("version: 2,", "", 1);
    let error = parse(&text, "case.ron").expect_err("no version");
    let begins = text[..text.find("\n(").expect("a scenario")].matches('\n').count() + 2;
    assert_eq!(place(&error).line, begins, "{error}");
}

#[test]
fn what_follows_the_end_is_pointed_at() {
    let text = format!("{}\nand more", oval_office());
    let error = parse(&text, "case.ron").expect_err("more than a scenario");
    assert_eq!(error.sentence, "something follows after the end of the scenario; take it out.");
    assert_eq!(place(&error).line, text.lines().count());
}

#[test]
fn a_mile_of_nesting_is_refused_and_not_followed() {
    for open in ["(", "[", "{", "(version: 1, scenario: (about: "] {
        let error = parse(&open.repeat(1_000_000), "deep.ron").expect_err("far too deep");
        assert!(!error.sentence.is_empty(), "{error}");
    }
    let deep = format!("(version: 1, scenario: (home: \"us\", actors: {}", "[".repeat(1_000_000));
    parse(&deep, "deep.ron").expect_err("far too deep");
}

#[test]
fn an_empty_file_is_called_empty_and_one_of_zeros_what_it_is() {
    for text in ["", " \n\t\n", "\0\n"] {
        let error = parse(text, "empty.ron").expect_err("nothing");
        assert!(error.sentence.starts_with("the file is empty"), "{error}");
    }
    let error = parse("\0\0\0\0", "zeros.ron").expect_err("nothing");
    assert!(error.sentence.starts_with("the file holds only zero bytes"), "{error}");
}

#[test]
fn line_ends_of_any_kind_and_a_mark_at_the_start_do_not_matter() {
    let scenario = parse(oval_office(), "case.ron").expect("a good file");
    let windows = format!("\u{feff}{}", oval_office().replace('\n', "\r\n"));
    assert_eq!(parse(&windows, "case.ron").expect("a good file"), scenario);
}

#[test]
fn files_that_are_no_text_or_no_files_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |name: &str| load(&folder.path().join(name)).expect_err("no scenario").sentence;
    assert!(said("missing.ron").contains("there is no such file"), "{}", said("missing.ron"));
    fs::create_dir(folder.path().join("folder.ron")).expect("a folder");
    assert!(said("folder.ron").contains("folder"), "{}", said("folder.ron"));
    fs::write(folder.path().join("picture.ron"), [0x89, b'P', 0xff, 0xfe, 0x80]).expect("written");
    assert!(said("picture.ron").contains("text"), "{}", said("picture.ron"));
    fs::write(folder.path().join("zeros.ron"), [0; 4096]).expect("written");
    assert!(said("zeros.ron").starts_with("the file holds only zero bytes"), "{}", said("zeros.ron"));
}

#[test]
fn a_gigabyte_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("huge.ron");
    // A hole in the file system: it has the size and takes no room.
    fs::File::create(&path).and_then(|file| file.set_len(1 << 30)).expect("a sparse file");
    let error = load(&path).expect_err("too large");
    assert!(error.sentence.contains("MB"), "{error}");
    const { assert!(LARGEST_FILE_BYTES < 1 << 30) };
}

#[cfg(unix)]
#[test]
fn what_has_no_end_is_more_than_is_read() {
    let error = load(std::path::Path::new("/dev/zero")).expect_err("no end");
    assert!(error.sentence.starts_with("the file is more than 16 MB long"), "{error}");
}

#[test]
fn a_slip_from_another_format_or_a_word_processor_is_named_where_it_is() {
    let slips = [
        ("accuracy: 0.8,", "accuracy: 0,8,", "a number is written with a point: 0.8, not 0,8."),
        ("accuracy: 0.8,", "accuracy: 80 %,", "a share is a number from 0 to 1: write 0.5 for 50\u{a0}%."),
        ("affinity: -0.9", "affinity: −0.9", "a minus sign is written as a hyphen (-)."),
        ("name: \"Israel\"", "name: “Israel”", "a text stands in straight quotation marks: \"…\"."),
        (
            "name: \"Israel\"",
            "name: Israel",
            "“Israel” is a text here and stands in quotation marks: \"Israel\".",
        ),
        ("accuracy: 0.8,", "accuracy: 0.8;", "entries are set apart by commas, not by semicolons."),
        (
            "accuracy: 0.8,",
            "accuracy:\u{a0}0.8,",
            "there is a blank of a special kind here (U+00A0); write an ordinary one.",
        ),
        ("accuracy: 0.8,", "accuracy: True,", "write true in small letters."),
        ("accuracy: 0.8,", "accuracy: null,", "what has no value is left out, or written None."),
    ];
    for (from, to, sentence) in slips {
        let (error, line, column) = damaged(from, to);
        let found = place(&error);
        assert_eq!((error.sentence.as_str(), found.line), (sentence, line), "{to}");
        assert!(found.column >= column && found.column <= column + to.chars().count(), "{to}: {found}");
    }
}

#[test]
fn no_text_may_hold_a_control_character_written_out_or_as_an_escape() {
    for sign in ["\\u{0}", "\\x1b[31m", "\u{1b}[31m", "\u{9b}", "\\u{7f}"] {
        let (error, line, _) = damaged("name: \"Israel\"", &format!("name: \"Isr{sign}ael\""));
        assert!(error.sentence.contains("a text holds a control character (U+00"), "{error}");
        assert_eq!(place(&error).line, line);
    }
    let text = oval_office().replacen("name: \"Israel\"", "name: \"Isr\\tael\\n\"", 1);
    parse(&text, "case.ron").expect("tabs and line ends are none");
}

#[test]
fn a_place_off_the_map_is_refused_where_it_stands() {
    for place_of_israel in ["(1e12, 0)", "(0, -1e9)", "(NaN, 0)", "(inf, 0)"] {
        let (error, line, _) = damaged("at: (200, 70)", &format!("at: {place_of_israel}"));
        assert!(error.sentence.contains("a place on the map is two numbers"), "{error}");
        assert_eq!(place(&error).line, line);
    }
}

#[test]
fn a_file_that_cannot_be_read_at_all_has_no_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().join("missing.ron"), folder.path().to_owned()] {
        let error = load(&path).expect_err("no file");
        assert!(error.place.is_none(), "{error}");
    }
}

#[test]
fn lines_that_end_as_on_old_systems_are_named() {
    let error = parse(&format!("// a comment\n{}", oval_office()).replace('\n', "\r"), "case.ron")
        .expect_err("no lines");
    assert!(error.sentence.contains("carriage return"), "{error}");
}

#[test]
fn places_are_found_whatever_stands_before_them() {
    let odd = r####"home: r#"us"#, /* a comment /* within */ " one */"####;
    let text = oval_office().replacen("home: \"us\",", odd, 1).replacen(
        "originator: \"il\"",
        "originator: \"nobody\"",
        1,
    );
    let error = parse(&text, "case.ron").expect_err("there is no such actor");
    let byte = text.find("originator: \"nobody\"").expect("it is there");
    let line = text[..byte].matches('\n').count() + 1;
    assert_eq!(place(&error).line, line, "{error}");
    let escaped = oval_office().replacen("\"il\": (name", "\"\\u{69}l\": (name", 1);
    parse(&escaped, "case.ron").expect("an escaped key is a key");
}

#[test]
fn a_column_is_counted_in_characters_however_long_the_line_is() {
    let actors: String = (0..200).map(|i| format!("\"a{i}\": (name: \"Königsbérg {i}\"), ")).collect();
    let text = format!(
        "(version: 2, scenario: (home: \"a0\", actors: {{{actors}}}, ties: [(from: \"a1\", to: \"nobody\")], plans: {{}}))"
    );
    let error = parse(&text, "case.ron").expect_err("there is no such actor");
    let byte = text.find("to: \"nobody\"").expect("it is there");
    let found = place(&error);
    assert_eq!((found.line, found.column), (1, text[..byte].chars().count() + 1), "{error}");
}

#[test]
fn an_unknown_version_is_pointed_at_where_it_stands() {
    let error = parse("// version 9 is planned\n(scenario: (title: \"version\"), version: 3)", "case.ron")
        .expect_err("3");
    assert_eq!((place(&error).line, place(&error).column), (2, 32), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_whose_first_byte_cannot_be_read_is_no_pipe() {
    let error = load(std::path::Path::new("/proc/self/mem")).expect_err("nothing is mapped there");
    assert!(error.sentence.contains("cannot be read"), "{error}");
}

#[test]
fn a_file_of_an_older_version_says_if_its_comments_will_be_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("old.ron");
    let text = include_str!("../fixtures/version-1.ron");
    let bare = text.split_once("\n(").map_or(text.to_owned(), |(_, rest)| format!("({rest}"));
    for (text, is_said) in [(text, true), (&bare, false)] {
        fs::write(&path, text).expect("written");
        let translation = load(&path).expect("it opens").translation.expect("it is old");
        assert_eq!(translation.to_string().contains("Its comments are lost"), is_said);
    }
}

#[test]
fn a_stray_quotation_mark_is_guessed_in_one_line() {
    let (error, ..) = damaged("year: 2017", "\": 2017");
    assert_eq!(error.sentence.lines().count(), 1, "{error}");
    assert!(error.sentence.contains("a quotation mark is missing or one too many"), "{error}");
}
