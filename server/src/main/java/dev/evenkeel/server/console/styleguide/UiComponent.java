// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.styleguide;

import java.util.Locale;

/// The components of pages. The page `/components` shows them.
enum UiComponent {
    MARK(
            "Status badge",
            "`kit/statusBadge.jte`",
            "a status, as an icon, a word and a color together",
            "numbers, or states that need no action; write a sentence"),
    ICON("Icon", "`kit/icon.jte`", "an icon next to its word, in the color of the word", "an icon without a word"),
    BUTTON(
            "Button",
            "`btn`, `btn-stop`, `btn-approve`",
            "an action; red rolls back or ends, green approves or continues, plain is everything else",
            "navigation, which is a link; red for actions that you can repeat without harm"),
    TIME(
            "Time",
            "`kit/time.jte`",
            "a time in the viewer's time zone, with UTC in its title",
            "durations: write them with a unit, such as 3 min 20 s"),
    ANSWER(
            "Summary",
            "`answer` with a tone",
            "the state of the page's object, first on the page",
            "a second summary on a page"),
    FACTS(
            "Key figures",
            "`facts`",
            "three to six numbers that explain the summary, each with its unit or start time",
            "more than six numbers, which are a table"),
    NOTICE(
            "Notice",
            "`notice`",
            "conditions that make the page outdated or incomplete, such as a lost connection",
            "the status of the object, which is a badge or the summary"),
    CARD(
            "Card",
            "`card` with an `h2`, small print in `note`",
            "one part of a page, with a heading",
            "a card in a card, or a single sentence"),
    EMPTY(
            "Empty state",
            "`empty-words`",
            "why a list is empty, and the command or link that creates the first item",
            "errors, which are a problem"),
    TABLE(
            "Table",
            "`table blocks`",
            "rows with the same columns; on a phone each row becomes a block with column names",
            "long lists, which are a compact table"),
    COMPACT(
            "Compact table",
            "`table blocks compact`, cells of class `rest`",
            "long lists; on a phone a row shows name, status and time, and links to its page",
            "rows without a page of their own"),
    GATES(
            "Gate table",
            "`gate/gateTable.jte`",
            "gates that must be open before a change starts, each with its reason",
            "one gate, which is a sentence"),
    GUARD(
            "Guardrail table",
            "`guard-table` with a `proof` meter",
            "guardrails of a rollout: both variants, the verdict, and the progress of the evidence",
            "numbers that no guardrail evaluates"),
    STEPS("Step bar", "`step-bar`", "steps of a plan, with the current one", "progress without steps"),
    SPLIT("Split bar", "`flag/splitBar.jte`", "shares of a whole, also as text", "parts that do not add up to a whole"),
    SHARE(
            "Share bar",
            "`share-bar` next to its number",
            "the used or remaining share of a budget",
            "a bar without the number"),
    RULES(
            "Rule list",
            "`flag/ruleList.jte`",
            "targeting rules as sentences, in order of evaluation",
            "rules that have no sentence, which are shown as JSON"),
    DIFFERENCE(
            "Difference",
            "`kit/differenceTable.jte`",
            "values before and after, one row each",
            "long texts, which are shown side by side"),
    FROM_FILES(
            "Origin",
            "`manifest/originNote.jte`",
            "objects that are managed in files, and what happens to manual changes",
            "actions, which are not managed in files"),
    DEFINITION("Definition", "`definition`", "JSON or a command, unchanged", "facts that fit into a sentence"),
    ENTRIES(
            "Entries",
            "`entries`",
            "events in order of time: when, what, by whom",
            "items to compare, which are a table"),
    CHECKLIST(
            "Checklist",
            "`checklist`",
            "conditions that must be met, each with its state and reason",
            "tasks that a user completes"),
    SEARCH(
            "Search",
            "`search` in a `card`",
            "filters of a list; the address contains them, so that users can share a search",
            "fewer than a screen of rows"),
    FIELD(
            "Field",
            "`form-label`, `form-control`, `problem`",
            "an input, with its label above and its validation error below",
            "a placeholder instead of a label"),
    DIALOG(
            "Dialog",
            "`dialog` with `data-order`, opened by `data-open`",
            "confirmation of an action: what will happen, and the reason for the audit log",
            "actions that the same button can undo, or information without an action"),
    CHOICE("Choice", "`choice`", "links between views of the same object, and between pages of a list", "actions"),
    CHART(
            "Chart",
            "`chart` with `charts.js`",
            "lines over time: control calm, candidate in the accent color, thresholds dashed, intervals as bands, labels at the lines",
            "fewer than five values, or a chart without a sentence that states its result");

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
