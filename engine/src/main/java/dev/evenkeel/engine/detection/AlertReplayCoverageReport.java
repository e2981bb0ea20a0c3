// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// The share of past incidents that the current rules would have detected.
///
/// @param incidents outcome of each incident, newest first
/// @param detected incidents that any rule would have detected, among those with data
/// @param paged incidents for which a rule would have paged, among those with data
/// @param noSignal number of incidents without usable data
/// @param guard number of incidents that the guard rolled back
/// @param delays time from the onset to the alert, shortest first
public record AlertReplayCoverageReport(
        List<ReplayedIncidentDetection> incidents,
        ObservedProportion detected,
        ObservedProportion paged,
        long noSignal,
        long guard,
        List<Duration> delays) {
    public AlertReplayCoverageReport {
        incidents = List.copyOf(incidents);
        delays = List.copyOf(delays);
    }

    /// Summarizes outcomes.
    public static AlertReplayCoverageReport of(List<ReplayedIncidentDetection> answers) {
        long detected = ReplayedIncidentDetection.countInState(answers, ReplayedIncidentDetection.State.DETECTED);
        long judged =
                detected + ReplayedIncidentDetection.countInState(answers, ReplayedIncidentDetection.State.MISSED);
        long paged = answers.stream().filter(one -> one.firstPage() != null).count();
        return new AlertReplayCoverageReport(
                answers.stream()
                        .sorted(Comparator.comparing(ReplayedIncidentDetection::onset)
                                .reversed())
                        .toList(),
                ObservedProportion.of(detected, judged),
                ObservedProportion.of(paged, judged),
                ReplayedIncidentDetection.countInState(answers, ReplayedIncidentDetection.State.NO_SIGNAL),
                ReplayedIncidentDetection.countInState(answers, ReplayedIncidentDetection.State.GUARD),
                answers.stream()
                        .map(ReplayedIncidentDetection::alert)
                        .filter(Objects::nonNull)
                        .map(ReplayedIncidentDetection.SimulatedAlert::delay)
                        .sorted()
                        .toList());
    }
}
