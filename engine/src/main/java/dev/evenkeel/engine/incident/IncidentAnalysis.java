// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of an incident's why and how much. Null or empty where nobody knows yet.
///
/// @param trigger what set it off
/// @param causes what made it possible; weights count by their ratio
/// @param changes that had to do with it
/// @param noChange that none had: an answer, too
/// @param detection what noticed it first
/// @param impact whom it hurt
/// @param wentWell what went well
/// @param luck where there was luck
/// @param nearMiss whether nobody was hurt, but nearly
public record IncidentAnalysis(
        @Nullable IncidentTrigger trigger,
        List<IncidentCause> causes,
        List<LinkedChange> changes,
        boolean noChange,
        @Nullable DetectionSource detection,
        IncidentImpact impact,
        String wentWell,
        String luck,
        boolean nearMiss) {
    /// Nothing is known.
    public static final IncidentAnalysis EMPTY =
            new IncidentAnalysis(null, List.of(), List.of(), false, null, IncidentImpact.UNKNOWN, "", "", false);

    public IncidentAnalysis {
        causes = List.copyOf(causes);
        changes = List.copyOf(changes);
    }

    /// The part of each cause by name, above 0, together 1; empty when nobody named any.
    public Map<String, Double> causeParts() {
        double sum = causes.stream().mapToDouble(IncidentCause::weight).sum();
        return causes.stream()
                .collect(Collectors.toMap(IncidentCause::name, cause -> cause.weight() / sum, Double::sum));
    }

    /// The same with what noticed it first.
    public IncidentAnalysis noticedBy(DetectionSource what) {
        return new IncidentAnalysis(trigger, causes, changes, noChange, what, impact, wentWell, luck, nearMiss);
    }

    /// The same with what set it off, where nobody knows it yet.
    public IncidentAnalysis presuming(@Nullable IncidentTrigger usual) {
        return new IncidentAnalysis(
                trigger == null ? usual : trigger,
                causes,
                changes,
                noChange,
                detection,
                impact,
                wentWell,
                luck,
                nearMiss);
    }

    /// The same with one more change. A change that is known already stays as it was.
    public IncidentAnalysis linking(LinkedChange change) {
        if (changes.stream().anyMatch(known -> known.change().equals(change.change()))) {
            return this;
        }
        List<LinkedChange> more = new ArrayList<>(changes);
        more.add(change);
        return new IncidentAnalysis(trigger, causes, more, false, detection, impact, wentWell, luck, nearMiss);
    }
}
