// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The template from which an incident was declared, as of then.
///
/// @param name name of the template
/// @param firstSteps first response steps, in order, one line each; may be empty
public record AppliedIncidentTemplate(String name, List<String> firstSteps) {
    private static final String DONE = "Done: ";
    private static final String NOTE = "note";

    public AppliedIncidentTemplate {
        firstSteps = List.copyOf(firstSteps);
    }

    /// A first response step. It is complete when a note in the timeline marks it.
    ///
    /// @param text what to do
    /// @param doneEntry first note that marks it complete; null until there is one
    public record Step(String text, @Nullable TimelineEntry doneEntry) {
        /// Returns the text of the note that marks it complete.
        public String note() {
            return doneNote(text);
        }
    }

    /// Returns the first steps with their completion, in order.
    ///
    /// @param timeline timeline of the incident, oldest first
    public List<Step> trackSteps(List<TimelineEntry> timeline) {
        return firstSteps.stream().map(words -> toStep(words, timeline)).toList();
    }

    private static Step toStep(String words, List<TimelineEntry> timeline) {
        String note = doneNote(words);
        return new Step(
                words,
                timeline.stream()
                        .filter(entry ->
                                entry.kind().equals(NOTE) && entry.text().equals(note))
                        .findFirst()
                        .orElse(null));
    }

    private static String doneNote(String words) {
        return DONE + words;
    }
}
