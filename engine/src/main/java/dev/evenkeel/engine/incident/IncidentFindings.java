// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The analysis of an incident's causes and impact. Fields are null or empty while unknown.
///
/// @param trigger what triggered it
/// @param causes contributing causes, weighted by ratio
/// @param changes changes that contributed
/// @param noRelatedChange whether it was established that no change contributed
/// @param detection what detected it first
/// @param impact impact on users
/// @param wentWell what went well
/// @param gotLucky where luck limited the harm
/// @param nearMiss whether harm was narrowly avoided
public record IncidentFindings(
        @Nullable FailureTrigger trigger,
        List<IncidentCause> causes,
        List<LinkedChange> changes,
        boolean noRelatedChange,
        @Nullable DetectionSource detection,
        IncidentImpact impact,
        String wentWell,
        String gotLucky,
        boolean nearMiss) {
    /// An analysis without data.
    public static final IncidentFindings EMPTY =
            new IncidentFindings(null, List.of(), List.of(), false, null, IncidentImpact.UNKNOWN, "", "", false);

    public IncidentFindings {
        causes = List.copyOf(causes);
        changes = List.copyOf(changes);
    }

    /// Returns the share of each cause by name, above 0, sum 1; empty without causes.
    public Map<String, Double> causeShares() {
        double sum = causes.stream().mapToDouble(IncidentCause::weight).sum();
        return causes.stream()
                .collect(Collectors.toMap(IncidentCause::name, cause -> cause.weight() / sum, Double::sum));
    }

    /// Returns a copy with the source that detected it first.
    public IncidentFindings withDetection(DetectionSource what) {
        return new IncidentFindings(
                trigger, causes, changes, noRelatedChange, what, impact, wentWell, gotLucky, nearMiss);
    }

    /// Returns a copy with a presumed trigger if none is recorded.
    public IncidentFindings withDefaultTrigger(@Nullable FailureTrigger usual) {
        return new IncidentFindings(
                trigger == null ? usual : trigger,
                causes,
                changes,
                noRelatedChange,
                detection,
                impact,
                wentWell,
                gotLucky,
                nearMiss);
    }

    /// Returns a copy with one more change; a change that is already linked keeps its data.
    public IncidentFindings withLinkedChange(LinkedChange change) {
        if (changes.stream().anyMatch(known -> known.change().equals(change.change()))) {
            return this;
        }
        List<LinkedChange> more = new ArrayList<>(changes);
        more.add(change);
        return new IncidentFindings(trigger, causes, more, false, detection, impact, wentWell, gotLucky, nearMiss);
    }
}
