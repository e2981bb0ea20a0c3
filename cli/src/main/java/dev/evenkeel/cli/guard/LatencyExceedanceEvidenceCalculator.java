// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.List;
import java.util.Set;

/// The handler of `"kind":"exceedance"` requests: calls slower than a threshold, at the realised share of each
/// tick.
final class LatencyExceedanceEvidenceCalculator {
    private static final List<String> TICK = List.of("nC", "xC", "nT", "xT", "c");

    private LatencyExceedanceEvidenceCalculator() {}

    static String handle(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("exceedance", List.of("ticks"), Set.of());
        ExceedanceGuard guard = ExceedanceGuard.rollback();
        return CumulativeEvidenceCalculator.evaluate(request, TICK, guard.mixture(), tick -> {
            var trials = new TrialCounts(tick.count(0), tick.count(1), tick.count(2), tick.count(3));
            guard.observe(tick.number(4), trials);
        });
    }
}
