//! The decision from a seat while it is being made.

use crate::lesson::session::{SeatDecision, Sharing};
use crate::ui::theme::{GRID, Themed};
use crate::ui::widgets::elided;
use egui::{Label, TextEdit, Ui};

/// A decision that is not sealed yet.
#[derive(Debug, Default)]
pub struct Draft {
    who: String,
    sharing: Option<Sharing>,
    protests: bool,
    asks_for: String,
    reason: String,
}

impl Draft {
    /// The name or code of who decides.
    pub fn who(&self) -> String {
        self.who.trim().to_owned()
    }

    /// The decision, once it is made.
    pub fn decision(&self) -> Option<SeatDecision> {
        Some(SeatDecision {
            sharing: self.sharing?,
            protests: self.protests,
            asks_for: self.asks_for.trim().to_owned(),
            reason: self.reason.trim().to_owned(),
            plan: None,
        })
    }
}

/// What a decision means for who makes it.
fn explains(sharing: Sharing) -> &'static str {
    match sharing {
        Sharing::SharesOn => "All as before.",
        Sharing::GuardsSources => "Reports as before; less of how you know.",
        Sharing::Restricts => "Fewer or thinner reports too.",
        Sharing::Stops => "Nothing more.",
    }
}

/// The most characters of home's name beside the checkbox; the whole name shows while the pointer rests on it.
const ON_CHECKBOX: usize = 32;

/// Shows the fields.
pub fn show(ui: &mut Ui, home: &str, draft: &mut Draft) {
    let theme = ui.theme();
    ui.label(theme.semibold("What do you go on sharing?"));
    for sharing in Sharing::ALL {
        let is_chosen = draft.sharing == Some(sharing);
        ui.horizontal_wrapped(|ui| {
            let name = crate::ui::phrases::capitalised(sharing.name());
            if ui.radio(is_chosen, theme.text(name)).clicked() {
                draft.sharing = Some(sharing);
            }
            ui.label(theme.note(explains(sharing)));
        });
    }
    ui.add_space(GRID);
    let protest = theme.text(format!("Protest to {}", elided::shortened(home, ON_CHECKBOX)));
    ui.checkbox(&mut draft.protests, protest).on_hover_text(home);
    let hint = "an explanation, an apology, a new rule … or leave it empty";
    line(ui, "Ask for a repair", hint, &mut draft.asks_for);
    ui.label(theme.note("Your reason"));
    let reason = TextEdit::multiline(&mut draft.reason).desired_rows(2).hint_text("or leave it empty");
    ui.add(reason.desired_width(f32::INFINITY)).accessible_name("Your reason");
    line(ui, "Who decides", "your name, team or code, or leave it empty", &mut draft.who);
    let same = "A second decision by the same name replaces the first.";
    ui.add(Label::new(theme.note(same)).wrap());
}

fn line(ui: &mut Ui, name: &str, hint: &str, text: &mut String) {
    ui.label(ui.theme().note(name));
    let field = TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(name);
}
