//! A paper as one HTML file without outside links: readable on a phone, printable on A4 and Letter.

use super::{Align, Block, Cell, Column, Paper, PaperTable, Picture, Rank, Term};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The looks of the file. Colors are black and greys, since most of it is printed.
const STYLE: &str = include_str!("paper.css");

/// The paper as HTML. All text is escaped.
pub fn html(paper: &Paper) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content="Tearline";
                title { (paper.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 dir="auto" { (paper.title) }
                    @if !paper.subtitle.is_empty() {
                        p.subtitle dir="auto" { (paper.subtitle) }
                    }
                    @for part in &paper.blocks { (block(part)) }
                }
            }
        }
    };
    page.into_string()
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Heading { rank: Rank::Chapter, text } => html! { h2 dir="auto" { (text) } },
        Block::Heading { rank: Rank::Section, text } => html! { h3 dir="auto" { (text) } },
        Block::Text(text) => html! { p dir="auto" { (text) } },
        Block::Note(text) => html! { p.note dir="auto" { (text) } },
        Block::List(items) => html! {
            ul { @for item in items { li dir="auto" { (item) } } }
        },
        Block::Terms(all) => terms(all),
        Block::Table(of) => table(of),
        Block::Picture(of) => picture(of),
        Block::WritingLines(lines) => html! {
            div.lines role="img" aria-label="Lines to write on" { @for _ in 0..*lines { div {} } }
        },
        Block::NewPage => html! { div.page {} },
    }
}

fn terms(terms: &[Term]) -> Markup {
    html! {
        dl {
            @for term in terms {
                dt dir="auto" { (term.name) }
                dd dir="auto" { (term.text) }
            }
        }
    }
}

fn table(table: &PaperTable) -> Markup {
    let class = |column: &Column| (column.align == Align::End).then_some("figures");
    html! {
        div.scrolls {
            table {
                @if !table.caption.is_empty() { caption dir="auto" { (table.caption) } }
                thead {
                    tr {
                        @for column in &table.columns {
                            th scope="col" class=[class(column)] dir="auto" { (column.title) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (place, (column, cell)) in table.columns.iter().zip(row).enumerate() {
                                @if place == 0 {
                                    th scope="row" class=[class(column)] dir="auto" { (contents(cell)) }
                                } @else {
                                    td class=[class(column)] dir="auto" { (contents(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn contents(cell: &Cell) -> Markup {
    match cell {
        Cell::Text(text) => html! { (text) },
        Cell::Tick => html! { span.tick role="img" aria-label="A box to tick" {} },
        Cell::Blank => html! { span.blank role="img" aria-label="Room to write" {} },
    }
}

fn picture(picture: &Picture) -> Markup {
    // The text is 46 rem wide.
    let width = format!("--widest: {:.1}rem; max-width: var(--widest)", 46.0 * picture.width);
    html! {
        figure {
            div role="img" aria-label=(picture.description) style=(width) { (PreEscaped(&picture.svg)) }
            @if !picture.caption.is_empty() { figcaption dir="auto" { (picture.caption) } }
        }
    }
}
