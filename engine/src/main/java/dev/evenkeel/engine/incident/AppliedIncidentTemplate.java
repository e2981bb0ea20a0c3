// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The template from which an incident was declared, as it said then.
///
/// @param name of the template
/// @param firstSteps what to do first, in order, each a line of its own words; empty for none
public record AppliedIncidentTemplate(String name, List<String> firstSteps) {
    private static final String DONE = "Done: ";
    private static final String NOTE = "note";

    public AppliedIncidentTemplate {
        firstSteps = List.copyOf(firstSteps);
    }

    /// A first step. It is done when a note of the timeline says so.
    ///
    /// @param words what to do
    /// @param done the first note that says that it was done; null until there is one
    public record Step(String words, @Nullable TimelineEntry done) {
        /// The note that says that it was done.
        public String note() {
            return doneNote(words);
        }
    }

    /// How far the first steps are, in order.
    ///
    /// @param timeline of the incident, oldest first
    public List<Step> steps(List<TimelineEntry> timeline) {
        return firstSteps.stream().map(words -> step(words, timeline)).toList();
    }

    private static Step step(String words, List<TimelineEntry> timeline) {
        String note = doneNote(words);
        return new Step(
                words,
                timeline.stream()
                        .filter(entry ->
                                entry.kind().equals(NOTE) && entry.words().equals(note))
                        .findFirst()
                        .orElse(null));
    }

    private static String doneNote(String words) {
        return DONE + words;
    }
}
