//! Where the model is wrong, and every case: what is on record beside what is projected.

use super::rows::{self, Column, PADDING, word};
use super::scores::sentence_case;
use crate::analysis::hindcast::{Held, Hindcasts, PartnerHindcast, Question, SourceHindcast};
use crate::ui::theme::{GRID, RADIUS, Themed, fonts};
use crate::ui::widgets::{number, paint};
use crate::ui::{Commands, FileCommand};
use egui::{FontId, Label, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

const WHO: Column = Column::between(PADDING, 180.0);
const WHAT: Column = Column::between(180.0, 325.0);
const RECORDED: Column = Column::between(325.0, 495.0);
const PROJECTED: Column = Column::between(495.0, 705.0);
const MODEL: Column = Column::between(705.0, 780.0);
const RULE: Column = Column::between(780.0, 850.0);
const VERDICTS: Column = Column::between(705.0, 850.0);

/// The width of the bar beside a miss, in points.
const BAR: f32 = 3.0;

/// Names every miss, before anybody has to look for it.
pub fn misses(ui: &mut Ui, hindcasts: &Hindcasts) {
    let theme = ui.theme();
    ui.add_space(GRID);
    ui.label(theme.semibold("Where the model is wrong"));
    if hindcasts.misses().next().is_none() {
        ui.label(theme.quiet("Nowhere in these cases."));
    }
    for miss in hindcasts.misses() {
        ui.add(Label::new(theme.text(format!("{}: {}.", miss.case.title(), miss.in_words()))).wrap());
    }
}

/// Shows every case with its partners and sources; a click on one opens it.
pub fn all(ui: &mut Ui, hindcasts: &Hindcasts, commands: &mut Commands) {
    ui.add_space(GRID);
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui);
    for case in &hindcasts.cases {
        title(ui, case, commands);
        for partner in &case.hindcast.partners {
            for question in Question::IN_FULL {
                answer(ui, case, partner, question);
            }
        }
        for source in &case.hindcast.sources {
            lost(ui, case, source);
        }
    }
}

fn head(ui: &mut Ui) {
    let theme = ui.theme();
    let says = "Case by case: who, what, on record with its confidence, projected, model, rule";
    let (place, _) = rows::row(ui, says);
    rows::left(
        ui,
        Column::between(0.0, 325.0).within(place),
        "Case by case",
        theme.semibold_font(),
        theme.colors.ink,
    );
    for (column, text) in
        [(RECORDED, "on record (confidence)"), (PROJECTED, "projected"), (MODEL, "model"), (RULE, "rule")]
    {
        rows::left(ui, column.within(place), text, theme.note_font(), theme.colors.ink_2);
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, theme.colors.line));
}

fn title(ui: &mut Ui, case: &Held, commands: &mut Commands) {
    let theme = ui.theme();
    ui.add_space(6.0);
    let size = vec2(ui.available_width(), theme.control());
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
    rows::left(ui, place, &name, theme.semibold_font(), colors.ink);
    let rest = place.with_min_x((place.left() + width + 2.0 * GRID).min(place.right()));
    if !case.hindcast.breaks_a_promise && !case.hindcast.partners.is_empty() {
        rows::left(ui, rest, BY_CONSTRUCTION, theme.note_font(), colors.ink_2);
    }
    let tip = match case.hindcast.breaks_a_promise {
        true => "Open this case.",
        false => {
            "Open this case. Here the model has no reason for any fall, so that a hit is none of its merit."
        }
    };
    if response.on_hover_text(tip).clicked() {
        commands.send(FileCommand::OpenCase(case.name.clone()));
    }
}

/// The title with its year, unless that stands in it.
fn with_year(case: &Held) -> String {
    let title = case.title();
    match case.scenario.about.year.map(|year| year.to_string()) {
        Some(year) if !title.contains(&year) => format!("{title} ({year})"),
        _ => title.to_owned(),
    }
}

const BY_CONSTRUCTION: &str = "told within what was promised: a hit is no merit of the model";

fn answer(ui: &mut Ui, case: &Held, partner: &PartnerHindcast, question: Question) {
    let name = case.scenario.name(&partner.partner);
    let subject = question.subject();
    let told = question.words(partner).zip(question.verdict(partner));
    let Some(([recorded, projected], verdict)) = told else {
        let says = format!("{}, {name}, {subject}: not known", case.title());
        let (place, _) = rows::row(ui, &says);
        cells(ui, place, [name, subject, "not known", ""], false);
        return;
    };
    let recorded = format!("{recorded} ({})", verdict.confidence.name());
    let projected = format!("{projected}, {}", drop(partner, question));
    let says = format!(
        "{}, {name}, {subject}: on record {recorded}; projected {projected}; model: {}; rule: {}",
        case.title(),
        word(verdict.hit),
        word(verdict.rule_hit)
    );
    let (place, _) = rows::row(ui, &says);
    cells(ui, place, [name, subject, &recorded, &projected], !verdict.hit);
    rows::verdict(ui, MODEL.within(place), verdict.hit);
    rows::verdict(ui, RULE.within(place), verdict.rule_hit);
}

/// How far it drops, and for how long; how long tells a pause from a restriction, of sources and
/// methods nobody asks it.
fn drop(partner: &PartnerHindcast, question: Question) -> String {
    let drop = question.drop(partner);
    let deepest = format!("{}%", number::whole(-number::points(drop.deepest)));
    match (question, drop.months_fallen) {
        (Question::MethodsTightened, _) | (_, 0) => deepest,
        (_, 1) => format!("{deepest}, 1 month"),
        (_, months) => format!("{deepest}, {months} months"),
    }
}

fn lost(ui: &mut Ui, case: &Held, source: &SourceHindcast) {
    let theme = ui.theme();
    let item = sentence_case(case.scenario.item_name(&source.item));
    let recorded = format!("{} ({})", source.recorded.name(), source.confidence.name());
    let projected =
        format!("lost in {} ± {:.1}", number::percent(source.found.mean), 100.0 * source.found.se);
    let says = format!(
        "{}, {item}, its source: on record {recorded}; projected {projected} of histories; not scored",
        case.title()
    );
    let (place, _) = rows::row(ui, &says);
    cells(ui, place, [&item, "its source", &recorded, &projected], false);
    rows::left(ui, VERDICTS.within(place), "not scored", theme.note_font(), theme.colors.ink_3);
}

/// The words of a row. A miss stands on a sunk ground with a bar of ink before it.
fn cells(ui: &Ui, place: Rect, [who, what, recorded, projected]: [&str; 4], missed: bool) {
    let theme = ui.theme();
    let colors = &theme.colors;
    if missed {
        ui.painter().rect_filled(place.shrink2(vec2(0.0, 1.0)), 0.0, colors.sunk);
        let bar = Rect::from_min_size(place.min + vec2(0.0, 1.0), vec2(BAR, place.height() - 2.0));
        ui.painter().rect_filled(bar, 0.0, colors.ink);
    }
    let strong = FontId::new(theme.size.text, fonts::semibold());
    let font = || if missed { strong.clone() } else { theme.text_font() };
    rows::left(ui, WHO.within(place), who, theme.text_font(), colors.ink_2);
    rows::left(ui, WHAT.within(place), what, theme.text_font(), colors.ink_2);
    rows::left(ui, RECORDED.within(place), recorded, font(), colors.ink);
    rows::left(ui, PROJECTED.within(place), projected, font(), colors.ink);
}
