//! The hindcast dialog: the model's score beside that of a baseline rule, its misses, the limits of this
//! evidence, and every case.

use super::DialogContext;
use crate::analysis::hindcast::{CUT_OFF, FALL, LASTING_MONTHS, MONTHS, TIGHTENED};
use crate::analysis::hindcast::{CaseHindcast, Hindcasts, PartnerHindcast, Question, SourceHindcast};
use crate::analysis::number_format::{self, counted, thousands};
use crate::engine::MODEL_VERSION;
use crate::scenario::Confidence;
use crate::ui::hindcast_scores::{
    Column, PADDING, doubts, left, misses, probability_table, reliability, row, score_table,
};
use crate::ui::phrases::capitalised;
use crate::ui::picture::subject::PictureSubject;
use crate::ui::table_buttons::table_buttons;
use crate::ui::theme::icons::Icon;
use crate::ui::theme::{GRID, MAIN_ACTION, RADIUS, Themed, icons};
use crate::ui::widgets::elided;
use crate::ui::widgets::paint::{self, StyledText};
use crate::ui::widgets::picture_menu::PictureMenu;
use crate::ui::widgets::right_group::{right_group, room_before};
use crate::ui::{Commands, DialogCommand, FileCommand, TableId};
use egui::{
    Align, Align2, Button, Label, Layout, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2,
    vec2,
};

/// The progress of the hindcast.
#[derive(Clone, Copy, Debug)]
pub enum HindcastProgress<'a> {
    /// The number of cases done, and of all cases.
    Running(u64, u64),
    /// All cases are done.
    Done(&'a Hindcasts),
    /// The reason of a failure, in a sentence.
    Failed(&'a str),
}

/// The width of the progress bar, in points at ordinary type.
const PROGRESS_WIDTH: f32 = 200.0;

/// Shows the page.
pub fn show(ui: &mut Ui, context: &DialogContext<'_>, commands: &mut Commands) {
    head(ui, context, commands);
    // Of one height whatever is known, so that nothing jumps when the numbers come.
    let height = ui.ctx().content_rect().height() - 150.0;
    let area = ScrollArea::vertical().id_salt("hindcast").max_height(height).min_scrolled_height(height);
    let place = ui.available_rect_before_wrap();
    area.auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GRID, 4.0);
        match context.hindcast {
            HindcastProgress::Running(done, total) => running(ui, done, total),
            HindcastProgress::Failed(why) => failed(ui, why, commands),
            HindcastProgress::Done(hindcasts) => {
                what_is_asked(ui, hindcasts);
                score_table(ui, hindcasts);
                probability_table(ui, hindcasts);
                reliability(ui, hindcasts);
                doubts(ui);
                misses(ui, hindcasts);
                case_table(ui, hindcasts, commands);
            }
        }
    });
    if matches!(context.hindcast, HindcastProgress::Done(_)) {
        let menu = PictureMenu { subject: PictureSubject::Hindcast, table: Some(TableId::Hindcast) };
        menu.over(ui, place, commands);
    }
}

fn head(ui: &mut Ui, context: &DialogContext<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    let row = vec2(ui.available_width(), MAIN_ACTION.max(theme.control_height()));
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        let room = room_before(ui, HEAD_ACTIONS);
        elided::label(ui, theme.heading("Hindcast: the model against history"), room);
        if let Some(message) = context.message {
            let room = room_before(ui, HEAD_ACTIONS);
            ui.scope(|ui| {
                ui.set_max_width(room);
                ui.add(Label::new(theme.note(message)).truncate()).on_hover_text(message);
            });
        }
        right_group(ui, HEAD_ACTIONS, |ui| head_actions(ui, context, commands));
    });
    ui.add_space(4.0);
}

/// The group of buttons of the head.
const HEAD_ACTIONS: &str = "hindcast";

fn head_actions(ui: &mut Ui, context: &DialogContext<'_>, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_enabled_ui(matches!(context.hindcast, HindcastProgress::Done(_)), |ui| {
        table_buttons(ui, commands, TableId::Hindcast, |text| theme.other_action(text));
    });
    let close = ui.add(theme.other_action("Close"));
    super::take_keyboard(&close);
    if close.clicked() {
        commands.send(DialogCommand::Close);
    }
}

fn running(ui: &mut Ui, done: u64, total: u64) {
    let theme = ui.theme();
    ui.add_space(2.0 * GRID);
    ui.horizontal(|ui| {
        let (place, response) =
            ui.allocate_exact_size(vec2(theme.grown(PROGRESS_WIDTH), 6.0), Sense::hover());
        ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
        let share = (done as f32 / total.max(1) as f32).clamp(0.0, 1.0);
        let part = Rect::from_min_size(place.min, vec2(place.width() * share, place.height()));
        ui.painter().rect_filled(part, f32::from(RADIUS), theme.colors.ink_3);
        let text = format!("{done} of {}", counted(total, "case"));
        paint::described(&response, || text.as_str());
        ui.label(theme.text(text));
    });
    ui.label(
        theme.quiet(
            "Every case is being projected and compared with what happened. Closing this page stops it.",
        ),
    );
}

fn failed(ui: &mut Ui, why: &str, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(2.0 * GRID);
    ui.add(Label::new(theme.text(why)).wrap());
    if ui.add(Button::new(theme.text("Try again"))).clicked() {
        commands.send(DialogCommand::ShowHindcast);
    }
}

fn what_is_asked(ui: &mut Ui, hindcasts: &Hindcasts) {
    let theme = ui.theme();
    ui.add(
        Label::new(theme.quiet(format!(
            "In each of {} the plan that was carried out is projected, given that every originator whose promise was broken learned of it in month 0, and compared with the record. The baseline is a rule without a model: nothing ever falls.",
            counted(hindcasts.cases.len() as u64, "case")
        )))
        .wrap(),
    );
    let percent = number_format::percent;
    let weights = Confidence::ALL.map(|of| format!("{} for {}", of.weight(), of.name())).join(", ");
    ui.add(
        Label::new(theme.note(format!(
            "Content falls where the mean willingness drops by {} or more of its starting value within {MONTHS} months: paused for less than {LASTING_MONTHS} months, restricted for {LASTING_MONTHS} or more, cut off where the drop is {} for {LASTING_MONTHS}. Sources and methods are tightened where that willingness drops by {} or more. These thresholds were set before any case was projected. Weighted: a case counts by the confidence of its record, {weights}. The chance is the share of histories, outside events off, in which content falls or sources and methods are tightened. {} histories of each case, seed {}, model version {MODEL_VERSION}.",
            percent(FALL),
            percent(CUT_OFF),
            percent(TIGHTENED),
            thousands(hindcasts.run.histories),
            hindcasts.run.seed,
        )))
        .wrap(),
    );
    for case in hindcasts.cases.iter().filter(|case| case.hindcast.histories < hindcasts.run.histories) {
        let (histories, played) = (case.hindcast.histories, case.hindcast.histories_played);
        ui.label(theme.note(format!(
            "{}: only {}; in no more of {} played did every originator learn in month 0.",
            case.title(),
            counted(histories, "history"),
            thousands(played)
        )));
    }
}

const CASE_WHO: Column = Column::between(PADDING, 160.0);
const CASE_WHAT: Column = Column::between(160.0, 300.0);
const CASE_RECORDED: Column = Column::between(300.0, 460.0);
const CASE_PROJECTED: Column = Column::between(460.0, 645.0);
const CASE_CHANCE: Column = Column::between(645.0, 705.0);
const CASE_MODEL: Column = Column::between(705.0, 780.0);
const CASE_RULE: Column = Column::between(780.0, 850.0);
const CASE_VERDICTS: Column = Column::between(705.0, 850.0);

/// The width of the bar beside a miss, in points.
const MISS_BAR: f32 = 3.0;

/// Shows every case with its partners and sources; a click on one opens it.
fn case_table(ui: &mut Ui, hindcasts: &Hindcasts, commands: &mut Commands) {
    ui.add_space(GRID);
    ui.spacing_mut().item_spacing.y = 0.0;
    case_head(ui);
    for case in &hindcasts.cases {
        case_title(ui, case, commands);
        for partner in &case.hindcast.partners {
            for question in Question::IN_FULL {
                case_answer(ui, case, partner, question);
            }
        }
        for source in &case.hindcast.sources {
            source_loss(ui, case, source);
        }
    }
}

fn case_head(ui: &mut Ui) {
    let theme = ui.theme();
    let says = "Case by case: who, what, on record with its confidence, projected, chance that it falls or is tightened, model, rule";
    let (place, _) = row(ui, says);
    left(
        ui,
        Column::between(0.0, 300.0).within(place),
        StyledText::new("Case by case", theme.semibold_font(), theme.colors.ink),
    );
    for (column, text) in [
        (CASE_RECORDED, "on record (confidence)"),
        (CASE_PROJECTED, "projected"),
        (CASE_CHANCE, "chance"),
        (CASE_MODEL, "model"),
        (CASE_RULE, "rule"),
    ] {
        left(ui, column.within(place), StyledText::new(text, theme.note_font(), theme.colors.ink_2));
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn case_title(ui: &mut Ui, case: &CaseHindcast, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(6.0);
    let size = vec2(ui.available_width(), theme.control_height());
    let (place, response) = ui.allocate_exact_size(size, Sense::click());
    let name = with_year(case);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Open {name}")));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() {
        ui.painter().rect_filled(place, f32::from(RADIUS), theme.colors.sunk);
    }
    let colors = &theme.colors;
    let width = paint::width(ui, &name, theme.semibold_font());
    left(ui, place, StyledText::new(&name, theme.semibold_font(), colors.ink));
    let rest = place.with_min_x((place.left() + width + 2.0 * GRID).min(place.right()));
    if !case.hindcast.breaks_a_promise && !case.hindcast.partners.is_empty() {
        left(ui, rest, StyledText::new(BY_CONSTRUCTION, theme.note_font(), colors.ink_2));
    }
    let tip = match case.hindcast.breaks_a_promise {
        true => "Open this case.",
        false => "Open this case. The model has no reason for a fall here, so a hit is no credit to it.",
    };
    if response.on_hover_text(tip).clicked() {
        commands.send(FileCommand::OpenCase(case.name.clone()));
    }
}

/// The title with the year of the case, unless the title names it.
fn with_year(case: &CaseHindcast) -> String {
    let title = case.title();
    match case.scenario.about.year.map(|year| year.to_string()) {
        Some(year) if !title.contains(&year) => format!("{title} ({year})"),
        Some(_) | None => title.to_owned(),
    }
}

const BY_CONSTRUCTION: &str = "told within what was promised: a hit is no credit to the model";

fn case_answer(ui: &mut Ui, case: &CaseHindcast, partner: &PartnerHindcast, question: Question) {
    let name = case.scenario.name(&partner.partner);
    let subject = question.subject();
    let Some(verdict) = question.verdict(partner) else {
        let says = format!("{}, {name}, {subject}: not known", case.title());
        let (place, _) = row(ui, &says);
        let texts = CaseRow { who: name, what: subject, recorded: "not known", projected: "" };
        cells(ui, place, &texts, false);
        return;
    };
    let recorded = format!("{} ({})", verdict.recorded, verdict.confidence.name());
    let projected = format!("{}, {}", verdict.projected, drop(partner, question));
    let says = format!(
        "{}, {name}, {subject}: on record {recorded}; projected {projected}; {}; model: {}; rule: {}",
        case.title(),
        question.chance_in_words(partner),
        word(verdict.hit),
        word(verdict.rule_hit)
    );
    let (place, _) = row(ui, &says);
    let texts = CaseRow { who: name, what: subject, recorded: &recorded, projected: &projected };
    cells(ui, place, &texts, !verdict.hit);
    let chance = number_format::percent(question.chance(partner));
    let theme = ui.theme();
    left(ui, CASE_CHANCE.within(place), StyledText::new(&chance, theme.text_font(), theme.colors.ink));
    hit_or_miss(ui, CASE_MODEL.within(place), verdict.hit);
    hit_or_miss(ui, CASE_RULE.within(place), verdict.rule_hit);
}

/// The deepest drop and its length in months. The length tells a pause from a restriction; for sources and
/// methods the question does not depend on it.
fn drop(partner: &PartnerHindcast, question: Question) -> String {
    let drop = question.drop(partner);
    let deepest = number_format::in_percent(number_format::whole(-number_format::points(drop.deepest)));
    match (question, drop.months_fallen) {
        (Question::MethodsTightened, _) | (_, 0) => deepest,
        (_, months) => format!("{deepest}, {}", counted(months as u64, "month")),
    }
}

fn source_loss(ui: &mut Ui, case: &CaseHindcast, source: &SourceHindcast) {
    let theme = ui.theme();
    let item = capitalised(case.scenario.item_name(&source.item));
    let recorded = format!("{} ({})", source.recorded.name(), source.confidence.name());
    let projected =
        format!("lost in {} ± {:.1}", number_format::percent(source.found.mean), 100.0 * source.found.se);
    let says = format!(
        "{}, {item}, its source: on record {recorded}; projected {projected} of histories; not scored",
        case.title()
    );
    let (place, _) = row(ui, &says);
    let texts = CaseRow { who: &item, what: "its source", recorded: &recorded, projected: &projected };
    cells(ui, place, &texts, false);
    left(
        ui,
        CASE_VERDICTS.within(place),
        StyledText::new("not scored", theme.note_font(), theme.colors.ink_3),
    );
}

/// The texts of a row in the table of cases.
struct CaseRow<'a> {
    who: &'a str,
    what: &'a str,
    recorded: &'a str,
    projected: &'a str,
}

/// Paints the texts of a row. A miss stands on a sunk ground with a bar of ink before it.
fn cells(ui: &Ui, place: Rect, texts: &CaseRow<'_>, missed: bool) {
    let CaseRow { who, what, recorded, projected } = *texts;
    let theme = ui.theme();
    let colors = &theme.colors;
    if missed {
        ui.painter().rect_filled(place.shrink2(vec2(0.0, 1.0)), 0.0, colors.sunk);
        let bar = Rect::from_min_size(place.min + vec2(0.0, 1.0), vec2(MISS_BAR, place.height() - 2.0));
        ui.painter().rect_filled(bar, 0.0, colors.ink);
    }
    let strong = theme.semibold_font();
    let font = || if missed { strong.clone() } else { theme.text_font() };
    left(ui, CASE_WHO.within(place), StyledText::new(who, theme.text_font(), colors.ink_2));
    left(ui, CASE_WHAT.within(place), StyledText::new(what, theme.text_font(), colors.ink_2));
    left(ui, CASE_RECORDED.within(place), StyledText::new(recorded, font(), colors.ink));
    left(ui, CASE_PROJECTED.within(place), StyledText::new(projected, font(), colors.ink));
}

/// The icon and word of a hit or a miss. Weight tells them apart, not colour: a miss is semibold.
fn hit_or_miss(ui: &Ui, cell: Rect, hit: bool) {
    let theme = ui.theme();
    let (icon, font, color) = if hit {
        (Icon::Check, theme.text_font(), theme.colors.ink_2)
    } else {
        (Icon::Close, theme.semibold_font(), theme.colors.ink)
    };
    let side = theme.size.text;
    let square = Rect::from_center_size(pos2(cell.left() + side / 2.0, cell.center().y), Vec2::splat(side));
    icons::paint(ui.painter(), icon, square, color);
    let at = pos2(square.right() + 4.0, cell.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, word(hit), font, color);
}

/// The word for a hit or a miss.
fn word(hit: bool) -> &'static str {
    if hit { "hit" } else { "miss" }
}
