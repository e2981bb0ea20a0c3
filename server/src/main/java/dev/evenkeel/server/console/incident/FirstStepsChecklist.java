// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checklist of first steps of an incident, from its template.
///
/// @param template name of the template; empty for none
/// @param steps in order; empty for none
record FirstStepsChecklist(String template, List<FirstStep> steps) {
    /// A step of the checklist. At most one web address in its text becomes a link.
    ///
    /// @param step text of the step and whether it is done
    /// @param textBefore text before the address, or the whole text
    /// @param url web address in the text; empty for none
    /// @param textAfter text after the address
    record FirstStep(AppliedIncidentTemplate.Step step, String textBefore, String url, String textAfter) {
        private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

        static FirstStep of(AppliedIncidentTemplate.Step step) {
            Matcher found = ADDRESS.matcher(step.text());
            return found.find()
                    ? new FirstStep(
                            step,
                            step.text().substring(0, found.start()),
                            found.group(),
                            step.text().substring(found.end()))
                    : new FirstStep(step, step.text(), "", "");
        }

        /// Returns the JSON body of the note that marks the step as done.
        String noteValues() {
            return FlagJsonMappers.EXACT
                    .createObjectNode()
                    .put("text", step.note())
                    .toString();
        }
    }

    /// Creates the checklist.
    ///
    /// @param timeline timeline of the incident, oldest first
    static FirstStepsChecklist of(Incident incident, List<TimelineEntry> timeline) {
        AppliedIncidentTemplate from = incident.template();
        return from == null
                ? new FirstStepsChecklist("", List.of())
                : new FirstStepsChecklist(
                        from.name(),
                        from.trackSteps(timeline).stream().map(FirstStep::of).toList());
    }

    /// Returns the progress as text.
    String progress() {
        long done = steps.stream().filter(one -> one.step().doneEntry() != null).count();
        return done + " of " + steps.size() + " done";
    }
}
