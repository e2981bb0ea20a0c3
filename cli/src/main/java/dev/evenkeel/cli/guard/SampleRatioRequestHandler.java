// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.core.stats.CandidateShare;
import dev.evenkeel.core.stats.SampleRatioGuard;
import java.util.List;
import java.util.Set;

/// `"kind":"srm"`: how units were split against how they should have been.
final class SampleRatioRequestHandler {
    private static final List<String> TICK = List.of("share", "nC", "nT");

    private SampleRatioRequestHandler() {}

    static String answer(JsonLineRequest members) throws InvalidLineException {
        members.check("srm", List.of("ticks"), Set.of());
        var guard = new SampleRatioGuard();
        return TickEvidenceResponse.answer(
                members,
                TICK,
                guard.mixture(),
                tick -> guard.observe(CandidateShare.assigned(tick.number(0)), tick.count(1), tick.count(2)));
    }
}
