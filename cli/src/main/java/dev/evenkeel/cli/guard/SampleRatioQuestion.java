// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.core.stats.SampleRatioGuard;
import dev.evenkeel.core.stats.Share;
import java.util.List;
import java.util.Set;

/// `"kind":"srm"`: how units were split against how they should have been.
final class SampleRatioQuestion {
    private static final List<String> TICK = List.of("share", "nC", "nT");

    private SampleRatioQuestion() {}

    static String answer(Members members) throws RefusedLine {
        members.check("srm", List.of("ticks"), Set.of());
        var guard = new SampleRatioGuard();
        return TickEvidence.answer(
                members,
                TICK,
                guard.mixture(),
                tick -> guard.observe(Share.assigned(tick.number(0)), tick.count(1), tick.count(2)));
    }
}
