// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.core.stats.ExceedanceGuard;
import dev.evenkeel.core.stats.Trials;
import java.util.List;
import java.util.Set;

/// `"kind":"exceedance"`: calls slower than a threshold, at the share that each tick shows.
final class ExceedanceQuestion {
    private static final List<String> TICK = List.of("nC", "xC", "nT", "xT", "c");

    private ExceedanceQuestion() {}

    static String answer(Members members) throws RefusedLine {
        members.check("exceedance", List.of("ticks"), Set.of());
        ExceedanceGuard guard = ExceedanceGuard.rollback();
        return TickEvidence.answer(members, TICK, guard.mixture(), tick -> {
            var trials = new Trials(tick.count(0), tick.count(1), tick.count(2), tick.count(3));
            guard.observe(tick.number(4), trials);
        });
    }
}
