// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.incident.AppliedIncidentTemplate;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.flags.definition.FlagJsonMappers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do first in an incident, as its template says.
///
/// @param template name of the template; empty for none
/// @param steps in order; empty for none
record FirstStepsChecklist(String template, List<FirstStep> steps) {
    /// A step: its words, in which one address may be followed.
    ///
    /// @param step what to do, and whether it was done
    /// @param before the words before the address, or all of them
    /// @param address a web address in the words; empty for none
    /// @param behind the words behind it
    record FirstStep(AppliedIncidentTemplate.Step step, String before, String address, String behind) {
        private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)]");

        static FirstStep of(AppliedIncidentTemplate.Step step) {
            Matcher found = ADDRESS.matcher(step.words());
            return found.find()
                    ? new FirstStep(
                            step,
                            step.words().substring(0, found.start()),
                            found.group(),
                            step.words().substring(found.end()))
                    : new FirstStep(step, step.words(), "", "");
        }

        /// The note that says that it was done, as it is sent, JSON.
        String values() {
            return FlagJsonMappers.EXACT
                    .createObjectNode()
                    .put("text", step.note())
                    .toString();
        }
    }

    /// @param timeline of the incident, oldest first
    static FirstStepsChecklist of(Incident incident, List<TimelineEntry> timeline) {
        AppliedIncidentTemplate from = incident.template();
        return from == null
                ? new FirstStepsChecklist("", List.of())
                : new FirstStepsChecklist(
                        from.name(),
                        from.steps(timeline).stream().map(FirstStep::of).toList());
    }

    /// How far they are, in words.
    String progress() {
        long done = steps.stream().filter(one -> one.step().done() != null).count();
        return done + " of " + steps.size() + " done";
    }
}
