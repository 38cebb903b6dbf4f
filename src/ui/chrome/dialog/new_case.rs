//! The form from which a new case is started: who is who in words, from which every number follows.

use super::take_keyboard;
use crate::scenario::Promise;
use crate::scenario::new_case::{
    NewCase, NewFriend, NewPartner, NewRecipient, PartnerKind, Place, Problem, SourceKind, Stance,
};
use crate::ui::theme::icons::{self, Icon};
use crate::ui::theme::{GRID, Themed};
use crate::ui::{Commands, DialogCommand, FileCommand};
use egui::{ComboBox, Key, Label, Layout, Modifiers, TextEdit, TextWrapMode, Ui, vec2};

/// The form as it is being filled in.
#[derive(Clone, Debug, Default)]
pub struct NewCaseForm {
    case: NewCase,
    /// True once somebody tried to create the case: before, nothing is complained of.
    was_tried: bool,
    /// True once the first field was focused after the form opened.
    was_focused: bool,
}

/// The height of the dialog besides its fields, in points.
const AROUND_FIELDS: f32 = 230.0;

/// Shows the form.
pub fn show(ui: &mut Ui, form: &mut NewCaseForm, commands: &mut Commands) {
    let theme = ui.theme();
    super::question(ui, "New case");
    let says = "Describe it in words. Each word sets its numbers by the table by which the built-in cases are coded; all of them can be changed later.";
    ui.add(Label::new(theme.quiet(says)).wrap());
    ui.add_space(GRID);
    let problems = if form.was_tried { form.case.problems() } else { Vec::new() };
    let height = (ui.ctx().content_rect().height() - AROUND_FIELDS).max(120.0);
    super::scrolling("new case", height).show(ui, |ui| {
        ui.set_width(ui.available_width() - GRID);
        Fields { form, problems: &problems }.show(ui);
    });
    ui.add_space(GRID);
    buttons(ui, form, &problems, commands);
}

fn buttons(ui: &mut Ui, form: &mut NewCaseForm, problems: &[Problem], commands: &mut Commands) {
    let theme = ui.theme();
    ui.horizontal_wrapped(|ui| {
        let create = ui.add(theme.main_action("Create"));
        take_keyboard(&create);
        let by_key = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if create.on_hover_text("See what its first plan would do\nCtrl+Enter").clicked() || by_key {
            form.was_tried = true;
            if let Ok(scenario) = form.case.scenario() {
                commands.send(FileCommand::Start(Box::new(scenario)));
            }
        }
        let blank = ui.add(theme.other_action("Start blank"));
        if blank.on_hover_text("Home alone on the map; everything is added by hand").clicked() {
            commands.send(FileCommand::Start(Box::default()));
        }
        if ui.add(theme.other_action("Cancel")).clicked() {
            commands.send(DialogCommand::Close);
        }
        if !problems.is_empty() {
            let says = match problems.len() {
                1 => "One field needs a look.".to_owned(),
                n => format!("{n} fields need a look."),
            };
            ui.label(theme.text(says).color(theme.colors.worse_text));
        }
    });
}

/// The fields, with the problems that stand beside them.
struct Fields<'a> {
    form: &'a mut NewCaseForm,
    problems: &'a [Problem],
}

impl Fields<'_> {
    fn show(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = GRID / 2.0;
        self.home(ui);
        section(ui, "Who shares with us, and what each gave under which promise");
        let mut gone = None;
        for index in 0..self.form.case.partners.len() {
            self.partner(ui, index, &mut gone);
        }
        gone.into_iter().for_each(|index| drop(self.form.case.partners.remove(index)));
        if ui.button("Add a partner").on_hover_text("It may have given something, or only watch").clicked() {
            let kind = PartnerKind::EqualAlly;
            self.form.case.partners.push(NewPartner { kind, ..NewPartner::default() });
        }
        section(ui, "Who sits opposite, and who are its friends");
        let mut gone = None;
        for index in 0..self.form.case.recipients.len() {
            self.recipient(ui, index, &mut gone);
        }
        gone.into_iter().for_each(|index| drop(self.form.case.recipients.remove(index)));
        if ui.button("Add a recipient").on_hover_text("Somebody else who could be told").clicked() {
            self.form.case.recipients.push(NewRecipient::default());
        }
    }

    fn problem(&self, place: Place) -> Option<&'static str> {
        self.problems.iter().find(|problem| problem.place == place).map(|problem| problem.sentence)
    }

    fn home(&mut self, ui: &mut Ui) {
        let problem = self.problem(Place::Home);
        let awaits = !std::mem::replace(&mut self.form.was_focused, true);
        let name = Name { label: "Who are we?", name: "Who are we?", hint: "our state", problem };
        let field = name.show(ui, &mut self.form.case.home);
        if awaits {
            field.request_focus();
        }
    }

    fn partner(&mut self, ui: &mut Ui, index: usize, gone: &mut Option<usize>) {
        let [name_problem, item_problem] =
            [Place::Partner(index), Place::Item(index)].map(|at| self.problem(at));
        let partner = &mut self.form.case.partners[index];
        let of = |what: &str| format!("Partner {}: {what}", index + 1);
        row(ui, |ui| {
            let name = of("name");
            Name { label: "Partner", name: &name, hint: "its name", problem: name_problem }
                .show(ui, &mut partner.name);
            let kinds = PartnerKind::ALL.map(|kind| Choice {
                value: kind,
                text: kind.name(),
                explains: kind.explains(),
            });
            Choices { label: "is a", name: &of("kind"), width: 230.0, choices: &kinds }
                .show(ui, &mut partner.kind);
            let name = of("what it gave");
            let hint = if index == 0 { "a report" } else { "nothing" };
            Name { label: "gave", name: &name, hint, problem: item_problem }.show(ui, &mut partner.item);
            let promises = Promise::ALL.map(|promise| Choice {
                value: promise,
                text: promise.name(),
                explains: promise_in_words(promise).to_owned(),
            });
            Choices { label: "promise", name: &of("promise"), width: 104.0, choices: &promises }
                .show(ui, &mut partner.promise);
            let sources = SourceKind::ALL.map(|kind| Choice {
                value: kind,
                text: kind.name(),
                explains: kind.explains(),
            });
            Choices { label: "source kind", name: &of("source"), width: 270.0, choices: &sources }
                .show(ui, &mut partner.source);
            if index > 0 && remove(ui, &of("remove")) {
                *gone = Some(index);
            }
        });
    }

    fn recipient(&mut self, ui: &mut Ui, index: usize, gone: &mut Option<usize>) {
        let problem = self.problem(Place::Recipient(index));
        let recipient = &mut self.form.case.recipients[index];
        let of = |what: &str| format!("Recipient {}: {what}", index + 1);
        row(ui, |ui| {
            Name { label: "Recipient", name: &of("name"), hint: "its name", problem }
                .show(ui, &mut recipient.name);
            stance(ui, &of("stance"), &mut recipient.stance);
            let added = beside_fields(ui, |ui| {
                let add = ui.button("Add a friend");
                let add = add.on_hover_text("Somebody to whom it may pass on what it is told");
                add.accessible_name(of("add a friend")).clicked()
            });
            if added {
                recipient.friends.push(NewFriend::default());
            }
            if index > 0 && remove(ui, &of("remove")) {
                *gone = Some(index);
            }
        });
        let mut gone = None;
        for friend in 0..self.form.case.recipients[index].friends.len() {
            self.friend(ui, [index, friend], &mut gone);
        }
        gone.into_iter().for_each(|friend| drop(self.form.case.recipients[index].friends.remove(friend)));
    }

    /// A friend of a recipient, by the numbers of both.
    fn friend(&mut self, ui: &mut Ui, [recipient, index]: [usize; 2], gone: &mut Option<usize>) {
        let problem = self.problem(Place::Friend(recipient, index));
        let friend = &mut self.form.case.recipients[recipient].friends[index];
        let of = |what: &str| format!("Friend {} of recipient {}: {what}", index + 1, recipient + 1);
        row(ui, |ui| {
            ui.add_space(3.0 * GRID);
            Name { label: "Its friend", name: &of("name"), hint: "nobody", problem }
                .show(ui, &mut friend.name);
            stance(ui, &of("stance"), &mut friend.stance);
            if remove(ui, &of("remove")) {
                *gone = Some(index);
            }
        });
    }
}

fn promise_in_words(promise: Promise) -> &'static str {
    match promise {
        Promise::None => "Nothing was promised.",
        Promise::Implicit => "That it stays with us is understood, not said.",
        Promise::Explicit => "Not to be passed on without consent.",
    }
}

fn stance(ui: &mut Ui, name: &str, stance: &mut Stance) {
    let stances =
        Stance::ALL.map(|stance| Choice { value: stance, text: stance.name(), explains: String::new() });
    Choices { label: "to us and our partners", name, width: 130.0, choices: &stances }.show(ui, stance);
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(GRID);
    ui.label(ui.theme().semibold(title));
}

fn remove(ui: &mut Ui, name: &str) -> bool {
    beside_fields(ui, |ui| icons::button(ui, Icon::Close, name).clicked())
}

/// A row of fields, in as many lines as it takes.
fn row(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(egui::Align::TOP).with_main_wrap(true);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), layout, contents);
}

/// The distance from a label to its field, in points.
const LABEL_GAP: f32 = 3.0;

/// A button at the height of the fields beside it.
fn beside_fields<R>(ui: &mut Ui, button: impl FnOnce(&mut Ui) -> R) -> R {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(ui.theme().note_line() + LABEL_GAP);
        button(ui)
    })
    .inner
}

/// The width of a field for a name, in points at ordinary type.
const NAME: f32 = 150.0;

/// A field for a name under its label, with the problem below it.
struct Name<'a> {
    label: &'a str,
    /// The accessible name.
    name: &'a str,
    hint: &'a str,
    problem: Option<&'static str>,
}

impl Name<'_> {
    fn show(&self, ui: &mut Ui, text: &mut String) -> egui::Response {
        let theme = ui.theme();
        let width = theme.grown(NAME);
        block(ui, width, |ui| {
            ui.label(theme.note(self.label));
            let field = ui.add(TextEdit::singleline(text).hint_text(self.hint).desired_width(width));
            if let Some(problem) = self.problem {
                ui.add(Label::new(theme.note(problem).color(theme.colors.worse_text)).wrap());
            }
            let name =
                self.problem.map_or(self.name.to_owned(), |problem| format!("{}. {problem}", self.name));
            field.accessible_name(name)
        })
    }
}

/// A choice of a list.
struct Choice<'a, T> {
    value: T,
    text: &'a str,
    /// The tooltip; may be empty.
    explains: String,
}

/// A list under its label.
struct Choices<'a, T> {
    label: &'a str,
    /// The accessible name.
    name: &'a str,
    /// The width, in points at ordinary type.
    width: f32,
    choices: &'a [Choice<'a, T>],
}

impl<T: Copy + PartialEq> Choices<'_, T> {
    fn show(&self, ui: &mut Ui, current: &mut T) {
        let theme = ui.theme();
        let width = theme.grown(self.width);
        block(ui, width, |ui| {
            ui.label(theme.note(self.label));
            let chosen = self.choices.iter().find(|choice| choice.value == *current);
            debug_assert!(chosen.is_some(), "the list has every value");
            let Some(chosen) = chosen else { return };
            let (shown, explains) = (chosen.text, chosen.explains.clone());
            let list = ComboBox::from_id_salt(self.name)
                .selected_text(shown)
                .width(width)
                .wrap_mode(TextWrapMode::Extend);
            let list = list.show_ui(ui, |ui| {
                for choice in self.choices {
                    let response = ui.selectable_value(current, choice.value, choice.text);
                    if !choice.explains.is_empty() {
                        response.on_hover_text(&choice.explains);
                    }
                }
            });
            let list = list.response.accessible_name(self.name);
            if !explains.is_empty() {
                list.on_hover_text(explains);
            }
        });
    }
}

/// A column of a width, which goes to the next line where there is no room for it.
fn block<R>(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = ui.theme();
    let size = vec2(width, theme.control_height() + theme.note_line() + 4.0);
    let layout = Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = LABEL_GAP;
        contents(ui)
    })
    .inner
}
