// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.SampleRatioGuard;
import java.util.List;
import java.util.Set;

/// The handler of `"kind":"srm"` requests: the actual split of units against the expected one (sample ratio
/// mismatch).
final class SampleRatioEvidenceCalculator {
    private static final List<String> TICK = List.of("share", "nC", "nT");

    private SampleRatioEvidenceCalculator() {}

    static String handle(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("srm", List.of("ticks"), Set.of());
        var guard = new SampleRatioGuard();
        return CumulativeEvidenceCalculator.evaluate(
                request,
                TICK,
                guard.mixture(),
                tick -> guard.observe(CandidateShare.assigned(tick.number(0)), tick.count(1), tick.count(2)));
    }
}
