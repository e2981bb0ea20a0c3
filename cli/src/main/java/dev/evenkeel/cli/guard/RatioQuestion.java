// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.Members;
import dev.evenkeel.cli.jsonlines.RefusedLine;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.Trials;
import java.util.List;
import java.util.Set;

/// `"kind":"ratio"`: failures of the candidate against a margin above control's.
final class RatioQuestion {
    private static final List<String> TICK = List.of("nC", "eC", "nT", "eT");
    private static final String DIRECTIONS = "\"rollback\" or \"advance\"";

    private RatioQuestion() {}

    static String answer(Members members) throws RefusedLine {
        members.check("ratio", List.of("direction", "r", "ticks"), Set.of("delta", "share", "restartAt"));
        RatioGuard guard = guard(members);
        var shares = new GivenShares(members);
        var restarts = new Restarts(members);
        return TickEvidence.answer(members, TICK, guard.mixture(), tick -> {
            if (restarts.before(tick.index())) {
                guard.mixture().restart();
            }
            var trials = new Trials(tick.count(0), tick.count(1), tick.count(2), tick.count(3));
            if (shares.given()) {
                guard.observe(shares.of(tick.index()), trials);
            } else {
                guard.observe(trials);
            }
        });
    }

    private static RatioGuard guard(Members members) throws RefusedLine {
        double r = members.number("r");
        double delta = members.has("delta") ? members.number("delta") : 0;
        boolean restarts = members.has("restartAt");
        try {
            return switch (members.choice("direction", DIRECTIONS)) {
                case "rollback" -> restarts ? RatioGuard.restartingRollback(r, delta) : RatioGuard.rollback(r, delta);
                case "advance" -> {
                    if (restarts) {
                        throw new RefusedLine("restartAt belongs to \"rollback\": advance evidence is never restarted;"
                                + " leave it out or write null");
                    }
                    yield RatioGuard.advance(r, delta);
                }
                default -> throw members.noChoice("direction", DIRECTIONS);
            };
        } catch (IllegalArgumentException e) {
            throw new RefusedLine(e);
        }
    }
}
