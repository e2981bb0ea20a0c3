// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.server.console.gate.GateRow;
import dev.evenkeel.server.console.kit.PageLink;
import dev.evenkeel.server.console.kit.StatusBadge;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The page of a change. Its question: what is the story of this change, and what is next?
///
/// @param id of its rollout, of its assessment or of the report
/// @param now when this was true
/// @param state where it stands
/// @param about whose it is, where, and of which class
/// @param next what is next
/// @param phases from the assessment to the result
/// @param links to the reports and pages of it
public record ChangePageModel(
        String id,
        String title,
        Instant now,
        StatusBadge state,
        String about,
        ChangeNextAction next,
        List<Phase> phases,
        List<PageLink> links) {

    /// The one next action.
    ///
    /// @param words what is asked, in a sentence
    /// @param link where it can be done; empty for nowhere here
    /// @param does what the link or button says
    /// @param order where the button sends its order; empty for none
    /// @param command that does it; empty for none
    record ChangeNextAction(String words, String link, String does, String order, String command) {
        /// Nothing that a person has to do.
        static ChangeNextAction nothing(String words) {
            return new ChangeNextAction(words, "", "", "", "");
        }

        /// Something that is done on another page.
        static ChangeNextAction at(String words, String link, String does) {
            return new ChangeNextAction(words, link, does, "", "");
        }

        /// Something that a command does.
        static ChangeNextAction by(String words, String command) {
            return new ChangeNextAction(words, "", "", "", command);
        }
    }

    /// Where a change is in its story.
    enum PhaseStatus {
        DONE("done", "phase-done"),
        HERE("now", "phase-here"),
        AHEAD("ahead", "phase-ahead"),
        UNKNOWN("nothing recorded", "phase-ahead");

        private final String word;
        private final String css;

        PhaseStatus(String word, String css) {
            this.word = word;
            this.css = css;
        }

        String word() {
            return word;
        }

        /// The class that carries it in the stylesheet.
        String css() {
            return css;
        }
    }

    /// A part of the story.
    ///
    /// @param gaps what is missing or still open in it, in sentences
    /// @param entries oldest first
    /// @param gates what each says now; empty where it is not asked
    record Phase(String name, PhaseStatus place, List<String> gaps, List<Entry> entries, List<GateRow> gates) {
        /// Name of its place on the page.
        String anchor() {
            return name.toLowerCase(Locale.ROOT).replace(' ', '-');
        }
    }

    /// Something that happened.
    ///
    /// @param what in a word or two
    /// @param words in a sentence
    /// @param link to more; empty for none
    /// @param by who; empty when that is not known, or the guard did it
    public record Entry(Instant at, StatusBadge what, String words, String link, String by) {}

    /// Title of the page in the browser.
    String heading() {
        return "Change of " + title;
    }
}
