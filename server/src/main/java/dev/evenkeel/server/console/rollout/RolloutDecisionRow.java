// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Row of the decision table.
///
/// @param at when the decision was made
/// @param kind kind of the decision
/// @param exposure change of the exposure, such as `1% → 5%`
/// @param reason reason of the guard or of the user
/// @param tick number of the last tick before the decision
/// @param activeEverywhere time until the last SDK had applied it; null while unknown
public record RolloutDecisionRow(
        Instant at,
        StatusBadge kind,
        String exposure,
        String reason,
        long tick,
        @Nullable String activeEverywhere) {

    /// Whether the decision changed nothing.
    boolean isUnchanged() {
        return kind.equals(StatusBadge.of(RolloutDecisionKind.HOLD));
    }

    /// Creates the rows, newest first.
    public static List<RolloutDecisionRow> of(List<RolloutDecision> oldestFirst) {
        return IntStream.range(0, oldestFirst.size())
                .mapToObj(index -> of(
                        oldestFirst.get(index),
                        index == 0 ? Percent.NONE : oldestFirst.get(index - 1).exposure()))
                .toList()
                .reversed();
    }

    private static RolloutDecisionRow of(RolloutDecision decision, Percent before) {
        Instant active = decision.activeEverywhereAt();
        String exposure = decision.exposure().toString();
        return new RolloutDecisionRow(
                decision.at(),
                StatusBadge.of(decision.kind()),
                before.equals(decision.exposure()) ? exposure : before + " → " + exposure,
                decision.reason(),
                decision.tick(),
                active == null ? null : DisplayFormatter.formatDuration(Duration.between(decision.at(), active)));
    }
}
