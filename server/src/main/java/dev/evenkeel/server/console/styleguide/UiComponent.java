// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import java.util.Locale;

/// The components of pages. `docs/development/components.md` lists the same, `/components` shows them.
enum UiComponent {
    MARK(
            "Mark",
            "`kit/statusBadge.jte`",
            "how something stands: an icon, a word and a colour, never one of them alone",
            "for numbers, or for what nobody could act on; a sentence is better"),
    ICON(
            "Icon",
            "`kit/icon.jte`",
            "a drawing beside its word, in the colour of the word",
            "on its own: whoever does not know it learns nothing"),
    BUTTON(
            "Button",
            "`btn`, `btn-stop`, `btn-approve`",
            "an order; red takes back or ends, green lets go on, plain is everything else",
            "to go to a page, which is a link; red never for what can be done again"),
    TIME(
            "Time",
            "`kit/time.jte`",
            "a moment in the viewer's zone, with UTC in its title",
            "for a span: give it a unit, such as 3 min 20 s"),
    ANSWER(
            "Answer",
            "`answer` with a tone",
            "the answer to the page's question, first on the page",
            "twice on a page, or for news that are no answer"),
    FACTS(
            "Facts",
            "`facts`",
            "three to six numbers that belong to the answer, each with unit or since when",
            "for more than six, which are a table"),
    NOTICE(
            "Notice",
            "`notice`",
            "what makes the page itself less true: a lost connection, silence",
            "for a state of the thing, which is a mark or the answer"),
    CARD(
            "Card",
            "`card` with an `h2`, small print in `note`",
            "one part of a page under its name",
            "in another card, or around a single sentence"),
    EMPTY(
            "Empty state",
            "`empty-words`",
            "why there is nothing, and the command or link that begins it",
            "for an error, which is a problem"),
    TABLE(
            "Table",
            "`table blocks`",
            "rows with the same columns; on a phone each row becomes a block with the names of its columns",
            "for long lists, where a phone's page would not end: that is a compact table"),
    COMPACT(
            "Compact table",
            "`table blocks compact`, cells of class `rest`",
            "long lists; on a phone a row says what, how it stands and when, and the rest is on its page",
            "where a row has no page of its own"),
    GATES(
            "Gate table",
            "`gate/gateTable.jte`",
            "what has to be open before something goes on, with the reason of each",
            "where one sentence about one gate is enough"),
    GUARD(
            "Guard table",
            "`guard-table` with a `proof` meter",
            "guardrails of a rollout: both variants, the verdict, and how far the proof is",
            "for numbers that nothing judges"),
    STEPS(
            "Step bar",
            "`step-bar`",
            "the steps of a plan, and where it stands",
            "for progress that no plan has cut into steps"),
    SPLIT(
            "Split bar",
            "`flag/splitBar.jte`",
            "shares of a whole, with the same in words",
            "for parts that do not add up to a whole"),
    SHARE("Share bar", "`share-bar` beside its number", "how much of a budget is left or used", "without the number"),
    RULES(
            "Rule lines",
            "`flag/ruleList.jte`",
            "a flag's rule in sentences; the first that fits decides",
            "for rules that have no sentence: those stay JSON"),
    DIFFERENCE(
            "Difference",
            "`kit/differenceTable.jte`",
            "values before and after, one row each",
            "for whole texts, which are read beside each other"),
    FROM_FILES(
            "From files",
            "`manifest/originNote.jte`",
            "that something came from files, which, and what becomes of a change by hand; briefly in rows of a table",
            "for deeds, which no file describes"),
    DEFINITION(
            "Definition", "`definition`", "JSON or a command as it is written", "for what can be said in a sentence"),
    ENTRIES(
            "Entries",
            "`entries`",
            "what happened, in the order of time: when, what, in words, by whom",
            "for what is to be compared, which is a table"),
    CHECKLIST(
            "Checklist",
            "`checklist`",
            "what must hold, each with its state and reason",
            "for what people tick: nothing here is ticked by hand"),
    SEARCH(
            "Search",
            "`search` in a `card`",
            "filters of a list; they stand in the address, so that a search can be sent on",
            "for fewer than a screen of rows"),
    FIELD(
            "Field",
            "`form-label`, `form-control`, `problem`",
            "something to write, with its name above and what is wrong with it below",
            "with a placeholder instead of a name"),
    DIALOG(
            "Dialog",
            "`dialog` with `data-order`, opened by `data-open`",
            "the one question before an order: what will happen, and the reason for the record",
            "for what can be taken back by the same button, or to show something"),
    CHOICE("Choice", "`choice`", "links between views of the same, and between pages of a list", "for orders"),
    CHART(
            "Chart",
            "`chart` with `charts.js`",
            "lines over time: control calm, candidate in the accent, thresholds dashed, intervals as bands, names at the lines",
            "for fewer than five values, or without the sentence that says what it shows");

    private final String title;
    private final String made;
    private final String use;
    private final String not;

    UiComponent(String title, String made, String use, String not) {
        this.title = title;
        this.made = made;
        this.use = use;
        this.not = not;
    }

    String title() {
        return title;
    }

    /// Returns the template, class or script that implements it, in Markdown.
    String source() {
        return made;
    }

    /// Returns what it is for, without a full stop.
    String usage() {
        return use;
    }

    /// Returns when to use another component, without a full stop.
    String avoidFor() {
        return not;
    }

    /// Returns the id of its element on the page.
    String id() {
        return "component-" + name().toLowerCase(Locale.ROOT);
    }
}
