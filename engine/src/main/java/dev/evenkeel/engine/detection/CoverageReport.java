// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.detection;

import dev.evenkeel.engine.stats.Proportion;
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
public record CoverageReport(
        List<Caught> incidents, Proportion caught, Proportion paged, long noSignal, long guard, List<Duration> delays) {
    public CoverageReport {
        incidents = List.copyOf(incidents);
        delays = List.copyOf(delays);
    }

    /// What some answers come to.
    public static CoverageReport of(List<Caught> answers) {
        long caught = Caught.count(answers, Caught.State.CAUGHT);
        long judged = caught + Caught.count(answers, Caught.State.MISSED);
        long paged = answers.stream().filter(one -> one.page() != null).count();
        return new CoverageReport(
                answers.stream()
                        .sorted(Comparator.comparing(Caught::onset).reversed())
                        .toList(),
                Proportion.of(caught, judged),
                Proportion.of(paged, judged),
                Caught.count(answers, Caught.State.NO_SIGNAL),
                Caught.count(answers, Caught.State.GUARD),
                answers.stream()
                        .map(Caught::call)
                        .filter(Objects::nonNull)
                        .map(Caught.Call::after)
                        .sorted()
                        .toList());
    }
}
