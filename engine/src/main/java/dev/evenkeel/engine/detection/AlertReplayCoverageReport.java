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
        List<SimulatedIncidentDetection> incidents,
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
    public static AlertReplayCoverageReport of(List<SimulatedIncidentDetection> answers) {
        long detected = SimulatedIncidentDetection.countInState(answers, SimulatedIncidentDetection.State.DETECTED);
        long judged =
                detected + SimulatedIncidentDetection.countInState(answers, SimulatedIncidentDetection.State.MISSED);
        long paged = answers.stream().filter(one -> one.firstPage() != null).count();
        return new AlertReplayCoverageReport(
                answers.stream()
                        .sorted(Comparator.comparing(SimulatedIncidentDetection::onset)
                                .reversed())
                        .toList(),
                ObservedProportion.of(detected, judged),
                ObservedProportion.of(paged, judged),
                SimulatedIncidentDetection.countInState(answers, SimulatedIncidentDetection.State.NO_SIGNAL),
                SimulatedIncidentDetection.countInState(answers, SimulatedIncidentDetection.State.GUARD),
                answers.stream()
                        .map(SimulatedIncidentDetection::alert)
                        .filter(Objects::nonNull)
                        .map(SimulatedIncidentDetection.SimulatedAlert::delay)
                        .sorted()
                        .toList());
    }
}
