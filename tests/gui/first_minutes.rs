//! The first minutes: from the start to a projection of a case, saved and opened again.

use crate::desk::{BRIEFING, Desk, Setup, read};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use std::sync::Arc;
use tearline::app::{Engine, Picked, Preferences};
use tearline::scenario::{ActorId, Edit, Plan, Roles, Scenario};
use tearline::ui::{AddCommand, Command, FileCommand, Stage, ViewCommand};

const OVAL_OFFICE: &str = "Oval Office, May 2017";

#[test]
fn one_click_and_one_key_from_the_start_the_first_plan_of_a_case_is_projected() {
    let engine = Some(Arc::new(tearline::engine::project) as Arc<Engine>);
    let mut desk = Desk::with(Setup { engine, ..Setup::default() });
    desk.click(OVAL_OFFICE);
    assert!(desk.shows_stage("Decision"));
    let first = desk.scenario().plans.keys().next().cloned();
    assert_eq!(desk.app().plan().cloned(), first);
    let israel = ActorId::try_from("il").expect("an id");
    let (projection, current) = desk.app().projection().expect("a projection");
    assert!(current && projection.histories == 10_000);
    assert!(projection.partner(&israel).is_some());
    assert!(desk.reads("10,000 histories, same luck for every plan"));
}

#[test]
fn the_library_scrolls_to_its_last_case_at_any_size() {
    let last = tearline::storage::built_in_cases().last().expect("a case").scenario().expect("a good case");
    for size in [egui::vec2(960.0, 600.0), egui::vec2(1280.0, 720.0), egui::vec2(1920.0, 1080.0)] {
        let mut desk = Desk::with(Setup { size, ..Setup::default() });
        desk.window.get_by_role_and_label(Role::Button, &last.about.title).scroll_to_me();
        desk.settle();
        desk.click(&last.about.title);
        assert_eq!(desk.scenario(), last, "{size:?}");
    }
}

#[test]
fn the_library_stands_where_it_stood_when_a_case_is_left() {
    let last = tearline::storage::built_in_cases().last().expect("a case").scenario().expect("a good case");
    let mut desk = Desk::with(Setup { size: egui::vec2(960.0, 600.0), ..Setup::default() });
    let place = |desk: &Desk| desk.window.get_by_role_and_label(Role::Button, &last.about.title).rect();
    let at_the_top = place(&desk);
    desk.window.get_by_role_and_label(Role::Button, &last.about.title).scroll_to_me();
    desk.settle();
    let scrolled = place(&desk);
    assert!(scrolled.top() < at_the_top.top() - 100.0);
    desk.click(&last.about.title);
    desk.go_to("Library");
    assert_eq!(place(&desk), scrolled);
}

#[test]
fn the_library_hides_lesson_and_outcome_until_somebody_asks_and_remembers_it() {
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
    let oval_office = tearline::storage::built_in_cases().first().expect("a case");
    let about = oval_office.scenario().expect("a good case").about;
    let told = |desk: &mut Desk| [&about.teaches, &about.after].map(|text| desk.paints(text));
    assert!(desk.kept().hide_what_happened && desk.paints(&about.question));
    assert_eq!(told(&mut desk), [false, false]);
    desk.click_any("Hide what happened");
    assert_eq!(told(&mut desk), [true, true]);
    assert!(!desk.kept().hide_what_happened);
    desk.click_any("Hide what happened");
    assert_eq!(told(&mut desk), [false, false]);
}

#[test]
fn a_case_opens_without_giving_away_what_happened_until_somebody_asks() {
    for case in tearline::storage::built_in_cases() {
        let scenario = case.scenario().expect("a good case");
        let history = scenario.record.as_ref().and_then(|record| record.plan.clone()).expect("a plan");
        let name = &scenario.plans.get(&history).expect("it is there").name;
        let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
        desk.ask(FileCommand::OpenCase(case.name.into()));
        assert_eq!(desk.scenario(), scenario, "the document is whole");
        assert_ne!(desk.app().plan(), Some(&history), "{}", case.name);
        for stage in ["Setting", "Decision", "Aftermath", "Why", "Compare"] {
            desk.go_to(stage);
            assert!(!desk.reads(name) && !desk.paints(name), "{}, {stage}", case.name);
        }
        desk.go_to("Decision");
        desk.click_any("Plan");
        assert!(!desk.reads(name), "nor is it among the plans");
        desk.press(Key::Escape);
        assert!(!desk.reads("Read what happened"));
        desk.click_any("Show what happened");
        assert_eq!(desk.app().plan(), Some(&history));
        assert!(desk.reads(name) && !desk.kept().hide_what_happened);
        assert!(!desk.reads("Show what happened"));
    }
}

#[test]
fn the_briefing_tells_how_it_ended_once_what_happened_is_shown() {
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
    desk.reads_briefings = true;
    desk.ask(FileCommand::OpenCase("pollard-1985".into()));
    let after = desk.scenario().about.after;
    desk.ask(ViewCommand::GoTo(Stage::Briefing));
    assert!(!desk.paints(&after) && !desk.reads("What happened"));
    desk.go_to("Decision");
    desk.click_any("Show what happened");
    desk.click_any("Read what happened");
    assert!(desk.reads("Go to the decision"), "the briefing");
    assert!(desk.reads("What happened") && desk.paints(&after));
    desk.press(Key::Escape);
    desk.ctrl(Key::B, false);
    assert!(desk.reads("Go to the decision") && !desk.paints(&after), "only for those who ask for it");
    desk.ask(FileCommand::OpenCase("manchester-2017".into()));
    let after = desk.scenario().about.after;
    desk.ask(ViewCommand::GoTo(Stage::Briefing));
    assert!(!desk.paints(&after), "another case does not give its end away");
}

#[test]
fn the_outcome_of_a_case_of_ones_own_is_hidden_as_well_until_somebody_asks() {
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
    desk.reads_briefings = true;
    desk.ask(FileCommand::OpenCase("pollard-1985".into()));
    let own = Scenario { record: None, ..desk.scenario() };
    desk.ask(FileCommand::Start(Box::new(own.clone())));
    desk.ask(ViewCommand::ReadWhatHappened);
    assert!(desk.paints(&own.about.before) && !desk.paints(&own.about.after));
    desk.go_to("Decision");
    desk.click_any("Show what happened");
    desk.click_any("Read what happened");
    assert!(desk.paints(&own.about.after));
}

#[test]
fn no_briefing_says_that_what_was_taken_or_overheard_was_given() {
    for case in ["pollard-1985", "indonesia-2013", "fuchs-1950"] {
        let mut desk = reader();
        desk.ask(FileCommand::OpenCase(case.into()));
        desk.ask(ViewCommand::GoTo(Stage::Briefing));
        assert!(desk.reads("Who promised what to whom") && desk.reads("originator of "), "{case}");
        assert!(!desk.reads(" gave the ") && !desk.reads("sits at the meeting"), "{case}");
    }
}

#[test]
fn the_first_screen_shows_a_fall_even_while_what_happened_is_hidden() {
    let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
    desk.ask(FileCommand::OpenCase("oval-office-2017".into()));
    desk.go_to("Decision");
    assert!(desk.reads("the largest fall"), "a plan that asks first moves nobody");
}

#[test]
fn every_built_in_case_opens_without_anything_to_save_and_without_a_message() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = Desk::new();
        desk.ask(FileCommand::OpenCase(case.name.into()));
        assert_eq!(desk.scenario(), case.scenario().expect("a good case"));
        assert!(!desk.app().unsaved());
        assert!(!desk.reads("Dismiss the message"));
        assert!(desk.app().projection().is_some_and(|(_, current)| current), "{}", case.name);
    }
}

#[test]
fn a_changed_case_is_saved_and_opened_again_equal() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    desk.ask(AddCommand::Plan(Plan::named("Say nothing")));
    desk.ask(Command::Edit(Edit::SetHorizon(36)));
    let changed = desk.scenario();
    let path = desk.place("mine.ron");
    desk.will_pick(Picked::File(path.clone()));
    desk.ctrl(Key::S, false);
    assert_eq!(read(&path), changed);
    desk.ctrl(Key::N, false);
    desk.ask(FileCommand::OpenPath(path));
    assert_eq!(desk.scenario(), changed);
    assert!(desk.shows_stage("Decision"));
}

#[test]
fn changing_plans_back_and_forth_shows_each_ones_numbers() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    let plans: Vec<_> = desk.scenario().plans.keys().cloned().collect();
    let mut totals = Vec::new();
    for plan in [&plans[0], &plans[1], &plans[0]] {
        desk.ask(ViewCommand::ChoosePlan(plan.clone()));
        let (projection, current) = desk.app().projection().expect("a projection");
        assert!(current);
        totals.push(projection.ledger.total.mean);
    }
    assert_eq!(totals[0], totals[2]);
    assert_ne!(totals[0], totals[1]);
}

#[test]
fn the_main_job_from_the_card_to_the_file_and_back() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    desk.may_change_history();
    let opened = desk.scenario();
    let harm = |desk: &mut Desk| desk.app().projection().expect("a projection").0.ledger.harm.mean;
    let told_context = harm(&mut desk);
    desk.window.get_by(is_what_russia_is_told).set_value_accesskit(2.0);
    desk.settle();
    assert!(desk.reads("Undo “tell Russia: content”"));
    assert!(harm(&mut desk) < told_context, "less detail, less harm to the source");
    let changed = desk.scenario();
    let path = desk.place("main-job.ron");
    desk.ask(FileCommand::SaveTo(path.clone()));
    desk.click("Undo “tell Russia: content”");
    assert_eq!((desk.scenario(), harm(&mut desk)), (opened, told_context));
    desk.ask(FileCommand::OpenPath(path));
    desk.click("Don’t save");
    assert_eq!(desk.scenario(), changed);
}

#[test]
fn dragging_down_the_ladder_is_one_step_and_ends_in_a_full_run() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    desk.may_change_history();
    let opened = desk.scenario();
    let track = desk.window.get_by(is_what_russia_is_told).rect();
    let rung = |share: f32| egui::pos2(track.center().x, track.top() + share * track.height());
    desk.window.hover_at(rung(0.3));
    desk.window.drag_at(rung(0.3));
    for share in [0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        desk.window.hover_at(rung(share));
        desk.window.step();
    }
    desk.settle();
    assert_ne!(desk.scenario(), opened);
    assert!(desk.reads("500 histories"), "while the button is down");
    desk.window.drop_at(rung(0.9));
    desk.settle();
    assert!(desk.reads("10,000 histories"));
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario(), opened);
}

#[test]
fn resting_on_a_level_shows_what_it_would_do_and_changes_nothing() {
    let mut desk = Desk::new();
    desk.click(OVAL_OFFICE);
    let opened = desk.scenario();
    let track = desk.window.get_by(is_what_russia_is_told).rect();
    desk.window.hover_at(track.center_bottom() - egui::vec2(0.0, 0.25 * track.height()));
    desk.settle();
    assert!(desk.reads("Preview: "));
    assert_eq!(desk.scenario(), opened);
    desk.window.hover_at(egui::pos2(640.0, 710.0));
    desk.settle();
    assert!(!desk.reads("Preview: "));
}

fn is_what_russia_is_told(node: &AccessKitNode<'_>) -> bool {
    node.role() == Role::Slider && node.label().is_some_and(|label| label.contains("Russia"))
}

/// A window that stays in the briefing of a case.
fn reader() -> Desk {
    let mut desk = Desk::new();
    desk.reads_briefings = true;
    desk
}

#[test]
fn a_case_of_the_library_opens_in_its_briefing_and_one_key_leads_to_the_first_projection() {
    let mut desk = reader();
    desk.click(OVAL_OFFICE);
    let about = desk.scenario().about;
    assert!(desk.paints(&about.question) && desk.paints(&about.before));
    assert!(desk.reads(
        "Originator of the laptop-bomb plot: Israel. Explicit promise: nothing is passed on without consent."
    ));
    for (name, part) in [
        ("Israel", "originator of the laptop-bomb plot"),
        ("Russia", "could be told"),
        ("Iran", "hostile to Israel"),
        ("Germany", "shares with home"),
    ] {
        assert!(desk.reads(name) && desk.reads(part), "{name}");
    }
    desk.press(Key::Enter);
    assert!(desk.shows_stage("Decision"));
    assert!(desk.app().projection().is_some_and(|(_, current)| current));
}

#[test]
fn a_briefing_shows_no_number_and_no_outcome() {
    for case in tearline::storage::built_in_cases() {
        let mut desk = Desk::with(Setup { preferences: Preferences::default(), ..Setup::default() });
        desk.reads_briefings = true;
        desk.ask(FileCommand::OpenCase(case.name.into()));
        let scenario = case.scenario().expect("a good case");
        assert!(desk.paints(&scenario.about.question), "{}", case.name);
        let painted = desk.painted_texts();
        let percent = painted.iter().find(|text| text.contains('%'));
        assert_eq!(percent, None, "{}", case.name);
        let about = &scenario.about;
        for spoiler in [&about.after, &about.teaches] {
            assert!(!painted.iter().any(|text| text.contains(spoiler.as_str())), "{}: {spoiler}", case.name);
        }
        for plan in scenario.plans.values() {
            assert!(!desk.reads(&plan.name), "{}: {}", case.name, plan.name);
        }
    }
}

#[test]
fn escape_and_the_key_of_a_stage_leave_the_briefing() {
    let mut desk = reader();
    desk.click(OVAL_OFFICE);
    desk.press(Key::Escape);
    assert!(desk.shows_stage("Library"));
    desk.ctrl(Key::B, false);
    assert!(desk.reads(BRIEFING));
    desk.ctrl(Key::Num2, false);
    assert!(desk.shows_stage("Setting"));
    desk.ctrl(Key::B, false);
    desk.press(Key::Escape);
    assert!(desk.shows_stage("Setting"), "back to where it was opened");
    desk.go_to("Setting");
    desk.window.get_by_label("Show: Case").click();
    desk.settle();
    desk.click("Read as a briefing");
    assert!(desk.reads(BRIEFING));
    desk.click("Back");
    assert!(desk.shows_stage("Setting"));
}

#[test]
fn only_a_file_that_is_one_of_the_library_opens_in_a_briefing() {
    let mut desk = reader();
    let mut scenario = tearline::storage::built_in_cases()[0].scenario().expect("a good case");
    let path = desk.place("case.ron");
    tearline::storage::save(&path, &scenario).expect("saved");
    desk.ask(FileCommand::OpenPath(path.clone()));
    assert!(desk.reads(BRIEFING));
    scenario.horizon_months = 9;
    tearline::storage::save(&path, &scenario).expect("saved");
    desk.ask(FileCommand::OpenPath(path));
    assert!(desk.shows_stage("Decision"));
}

#[test]
fn the_briefing_has_headings_and_the_keyboard_stands_on_its_button() {
    let mut desk = reader();
    desk.click(OVAL_OFFICE);
    let question = desk.scenario().about.question;
    for heading in [question.as_str(), "Who promised what to whom", "Who is who"] {
        desk.window.get_by_role_and_label(Role::Heading, heading);
    }
    let button = desk.window.get_by_role_and_label(Role::Button, BRIEFING);
    assert!(button.accesskit_node().is_focused());
}

impl Desk {
    /// Opens a list and picks something from it.
    pub fn choose_of_list(&mut self, list: &str, name: &str) {
        self.window.get_by_role_and_label(Role::ComboBox, list).click();
        self.settle();
        self.click(name);
    }

    /// Describes a case in the form for new ones, and creates it.
    fn describe_a_case(&mut self) {
        self.ctrl(Key::N, false);
        self.type_text("Freedonia");
        self.write("Partner 1: name", "Sylvania");
        self.write("Partner 1: what it gave", "the harbour report");
        self.write("Recipient 1: name", "Elbonia");
        self.write("Friend 1 of recipient 1: name", "Ruritania");
        self.click("Create");
    }

    /// Types a name into the field of a form.
    fn write(&mut self, field: &str, text: &str) {
        self.window.get_by_role_and_label(Role::TextInput, field).focus();
        self.settle();
        self.type_text(text);
    }
}

#[test]
fn a_case_described_in_a_form_is_projected_at_once() {
    let mut desk = Desk::new();
    desk.describe_a_case();
    assert!(desk.shows_stage("Decision"));
    assert_eq!(tearline::scenario::check(&desk.scenario()), []);
    let (projection, current) = desk.app().projection().expect("a projection");
    assert!(current && projection.partners.len() == 1);
    assert_eq!(desk.scenario().about.title, "Meeting with Elbonia");
    assert!(desk.app().unsaved(), "what was typed could be lost");
    desk.ctrl(Key::Z, false);
    assert_eq!(desk.scenario().about.title, "Meeting with Elbonia", "it is a new document");
}

#[test]
fn a_case_described_in_a_form_opens_with_a_briefing_made_from_its_words() {
    let mut desk = reader();
    desk.describe_a_case();
    assert!(desk.reads(BRIEFING));
    assert!(desk.reads("Sylvania is a close ally that depends on us."));
    assert!(desk.reads("Elbonia, a rival, sits opposite."));
    assert!(desk.reads("What it is told may reach Ruritania, an adversary."));
    desk.click(BRIEFING);
    assert!(desk.shows_stage("Decision"));
    desk.ctrl(Key::N, false);
    desk.click("Don’t save");
    desk.click("Start blank");
    assert!(desk.shows_stage("Setting"), "there is nothing to brief on");
}

#[test]
fn the_words_for_a_source_are_the_same_in_the_form_and_in_setting() {
    use tearline::scenario::new_case::SourceKind;
    use tearline::scenario::{Input, ItemField, ItemId};
    for kind in SourceKind::ALL {
        for field in [ItemField::Sensitivity, ItemField::PlausibleSources, ItemField::SourceShare] {
            let scale = Input::Item(ItemId::known("x"), field).scale().expect("it has words");
            let coded = scale.words.iter().any(|word| kind.name().split(':').next() == Some(word.word));
            assert!(coded, "{} is no word of {:?}", kind.name(), field);
        }
    }
    assert!(SourceKind::Fragile.explains().contains("one of 2 to 9 that could have produced it"));
    let mut desk = Desk::new();
    desk.ctrl(Key::N, false);
    assert!(desk.paints("fragile: a single agent, device or cipher"));
}

#[test]
fn what_is_missing_in_the_form_stands_beside_its_field_once_somebody_tried() {
    let mut desk = Desk::new();
    desk.ctrl(Key::N, false);
    assert!(!desk.paints("Say who decides."));
    desk.click("Create");
    for problem in
        ["Say who decides.", "Say who shares with us.", "Say what it gave.", "Say who sits opposite."]
    {
        assert!(desk.paints(problem), "{problem}");
    }
    assert!(desk.reads("4 fields need a look."));
    desk.write("Who are we?. Say who decides.", "Freedonia");
    assert!(!desk.paints("Say who decides."));
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert!(!desk.reads("New case, described"), "nothing was made");
    assert!(!desk.app().unsaved());
}

#[test]
fn in_the_form_partners_and_friends_are_added_and_removed_and_words_chosen() {
    let mut desk = Desk::new();
    desk.ctrl(Key::N, false);
    desk.type_text("Freedonia");
    desk.write("Partner 1: name", "Sylvania");
    desk.write("Partner 1: what it gave", "the harbour report");
    desk.click("Add a partner");
    desk.click("Add a partner");
    desk.write("Partner 2: name", "Genovia");
    desk.click("Partner 3: remove");
    desk.choose_of_list("Partner 2: kind", "wary neighbour");
    desk.choose_of_list("Recipient 1: stance", "adversary");
    desk.write("Recipient 1: name", "Elbonia");
    desk.window.get_by_role_and_label(Role::ComboBox, "Partner 1: kind").click();
    desk.settle();
    desk.press(Key::Escape);
    assert!(desk.reads("Create"), "Escape closes the list that is open, and not the form");
    desk.click("Recipient 1: add a friend");
    desk.click("Friend 1 of recipient 1: remove");
    desk.click("Create");
    let scenario = desk.scenario();
    assert_eq!(scenario.partnerships.len(), 2);
    assert_eq!(scenario.actors.len(), 4);
    let note = &scenario.partnerships.at(1).expect("a second partner").1.flow.figure().note;
    assert!(note.contains("wary neighbour"), "{note}");
    let note = &scenario.meeting.recipients.at(0).expect("a recipient").1.reciprocity.figure().note;
    assert!(note.contains("adversary"), "{note}");
}

#[test]
fn every_word_for_a_partner_starts_it_neither_lost_nor_beyond_doubt() {
    use tearline::scenario::new_case::{NewCase, PartnerKind};
    let mut before = Vec::new();
    for kind in PartnerKind::ALL {
        let mut case = NewCase { home: "Freedonia".into(), ..NewCase::default() };
        (case.partners[0].name, case.partners[0].item) = ("Sylvania".into(), "the report".into());
        case.partners[0].kind = kind;
        case.recipients[0].name = "Elbonia".into();
        let desk = Desk::on(&case.scenario().expect("nothing is missing"), "Decision");
        let (projection, _) = desk.window.state().projection().expect("a projection");
        let willing = &projection.partners[0].before;
        before.push([willing.content.mean, willing.methods.mean]);
    }
    let rises = |of: usize| before.windows(2).all(|pair| pair[0][of] > pair[1][of]);
    assert!(rises(0) && rises(1), "a closer partner shares more: {before:?}");
    assert!(
        before.iter().all(|[content, methods]| *content > 0.3 && *content < 0.99 && *methods > 0.02),
        "{before:?}"
    );
}

#[test]
fn who_is_hostile_and_what_was_promised_is_said_alike_wherever_it_stands() {
    let mut desk = reader();
    desk.ask(FileCommand::OpenCase("skripal-2018".into()));
    // The map is about the assessment, which is the United Kingdom’s own.
    assert!(desk.paints("hostile to United Kingdom"));
    for name in ["Moscow’s camp", "Russia"] {
        let id =
            desk.scenario().actors.iter().find(|(_, actor)| actor.name == name).map(|(id, _)| id.clone());
        assert_eq!(Roles::new(&desk.scenario()).hostile_to(&id.expect(name)).len(), 2);
    }
    assert!(desk.reads("; hostile to United Kingdom, United States"));
    assert!(desk.reads("Originator of the assessment: United Kingdom itself. No promise to a partner."));
    desk.reads_briefings = false;
    desk.go_to("Decision");
    assert!(!desk.reads("home’s own, implicit promise"));
    assert!(desk.reads("home’s own, no promise"));
}
