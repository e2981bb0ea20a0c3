// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.guard;

import dev.evenkeel.cli.jsonlines.InvalidLineException;
import dev.evenkeel.cli.jsonlines.JsonLineRequest;
import dev.evenkeel.core.stats.RatioGuard;
import dev.evenkeel.core.stats.TrialCounts;
import java.util.List;
import java.util.Set;

/// The handler of `"kind":"ratio"` requests: failures of the candidate against a margin above control's.
final class FailureRatioEvidenceCalculator {
    private static final List<String> TICK = List.of("nC", "eC", "nT", "eT");
    private static final String DIRECTIONS = "\"rollback\" or \"advance\"";

    private FailureRatioEvidenceCalculator() {}

    static String handle(JsonLineRequest request) throws InvalidLineException {
        request.requireMembers("ratio", List.of("direction", "r", "ticks"), Set.of("delta", "share", "restartAt"));
        RatioGuard guard = guard(request);
        var shares = new AssignedShareParameter(request);
        var restarts = new RestartTicksParameter(request);
        return CumulativeEvidenceCalculator.evaluate(request, TICK, guard.mixture(), tick -> {
            if (restarts.isRestartBefore(tick.index())) {
                guard.mixture().restart();
            }
            var trials = new TrialCounts(tick.count(0), tick.count(1), tick.count(2), tick.count(3));
            if (shares.isPresent()) {
                guard.observe(shares.shareAt(tick.index()), trials);
            } else {
                guard.observe(trials);
            }
        });
    }

    private static RatioGuard guard(JsonLineRequest request) throws InvalidLineException {
        double r = request.requireNumber("r");
        double delta = request.has("delta") ? request.requireNumber("delta") : 0;
        boolean restarts = request.has("restartAt");
        try {
            return switch (request.requireChoice("direction", DIRECTIONS)) {
                case "rollback" -> restarts ? RatioGuard.restartingRollback(r, delta) : RatioGuard.rollback(r, delta);
                case "advance" -> {
                    if (restarts) {
                        throw new InvalidLineException(
                                "restartAt is allowed only with direction \"rollback\"; leave it out or use null");
                    }
                    yield RatioGuard.advance(r, delta);
                }
                default -> throw request.invalidChoice("direction", DIRECTIONS);
            };
        } catch (IllegalArgumentException e) {
            throw new InvalidLineException(e);
        }
    }
}
