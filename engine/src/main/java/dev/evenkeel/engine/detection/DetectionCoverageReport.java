// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.stats.ObservedProportion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Which share of past incidents today's rules would have noticed.
///
/// @param incidents each with its answer, the newest first
/// @param caught those that any rule would have noticed, of those that can be judged
/// @param paged those that would have called somebody at once, of those that can be judged
/// @param noSignal those of which nothing was recorded that can be judged
/// @param guard those that the guard of a rollout took back
/// @param delays how long after the onset a rule would have called, shortest first
public record DetectionCoverageReport(
        List<DetectionOutcome> incidents,
        ObservedProportion caught,
        ObservedProportion paged,
        long noSignal,
        long guard,
        List<Duration> delays) {
    public DetectionCoverageReport {
        incidents = List.copyOf(incidents);
        delays = List.copyOf(delays);
    }

    /// What some answers come to.
    public static DetectionCoverageReport of(List<DetectionOutcome> answers) {
        long caught = DetectionOutcome.count(answers, DetectionOutcome.State.CAUGHT);
        long judged = caught + DetectionOutcome.count(answers, DetectionOutcome.State.MISSED);
        long paged = answers.stream().filter(one -> one.page() != null).count();
        return new DetectionCoverageReport(
                answers.stream()
                        .sorted(Comparator.comparing(DetectionOutcome::onset).reversed())
                        .toList(),
                ObservedProportion.of(caught, judged),
                ObservedProportion.of(paged, judged),
                DetectionOutcome.count(answers, DetectionOutcome.State.NO_SIGNAL),
                DetectionOutcome.count(answers, DetectionOutcome.State.GUARD),
                answers.stream()
                        .map(DetectionOutcome::call)
                        .filter(Objects::nonNull)
                        .map(DetectionOutcome.Alert::after)
                        .sorted()
                        .toList());
    }
}
