// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Model of a change page. Answers: what happened in this change, and what is the next action?
///
/// @param id id of its rollout, of its assessment or of its report
/// @param now time of the data
/// @param state status badge
/// @param subtitle owner, location and class of the change
/// @param nextAction next action
/// @param phases from the assessment to the result
/// @param links links to its reports and pages
public record ChangePageModel(
        String id,
        String title,
        Instant now,
        StatusBadge state,
        String subtitle,
        ChangeNextAction nextAction,
        List<PhaseSection> phases,
        List<ConsolePageLink> links) {

    /// The next action.
    ///
    /// @param text description in a sentence
    /// @param link path of the page on which it can be done; empty for none
    /// @param label label of the link or button
    /// @param endpoint path of the request that the button sends; empty for none
    /// @param command command that does it; empty for none
    record ChangeNextAction(String text, String link, String label, String endpoint, String command) {
        /// Creates an entry that requires no action.
        static ChangeNextAction none(String words) {
            return new ChangeNextAction(words, "", "", "", "");
        }

        /// Creates an action that is done on another page.
        static ChangeNextAction onPage(String words, String link, String does) {
            return new ChangeNextAction(words, link, does, "", "");
        }

        /// Creates an action that is done with a command.
        static ChangeNextAction withCommand(String words, String command) {
            return new ChangeNextAction(words, "", "", "", command);
        }
    }

    /// Status of a phase, relative to the current one.
    enum PhaseStatus {
        DONE("done", "phase-done"),
        CURRENT("now", "phase-here"),
        UPCOMING("ahead", "phase-ahead"),
        UNKNOWN("nothing recorded", "phase-ahead");

        private final String word;
        private final String css;

        PhaseStatus(String word, String css) {
            this.word = word;
            this.css = css;
        }

        String label() {
            return word;
        }

        /// Returns the CSS class.
        String cssClass() {
            return css;
        }
    }

    /// A phase of the change.
    ///
    /// @param openItems missing or open parts, in sentences
    /// @param entries oldest first
    /// @param gates current result of each gate; empty where gates do not apply
    record PhaseSection(
            String name, PhaseStatus status, List<String> openItems, List<PhaseEvent> entries, List<GateRow> gates) {
        /// Returns the id of its element on the page.
        String anchor() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    /// An event in a phase.
    ///
    /// @param badge badge with a word or two
    /// @param text description in a sentence
    /// @param link link to details; empty for none
    /// @param actor who did it; empty if unknown or for the guard
    public record PhaseEvent(Instant at, StatusBadge badge, String text, String link, String actor) {
        static PhaseEvent of(Incident incident) {
            return new PhaseEvent(
                    incident.openedAt(),
                    StatusBadge.of(incident.severity().severity()),
                    DisplayFormatter.toSentence(
                            incident.title() + " (" + StatusBadge.of(incident).label() + ")"),
                    "/incidents/" + incident.id(),
                    "");
        }
    }

    /// Returns the title of the page in the browser.
    String pageTitle() {
        return "Change of " + title;
    }
}
