// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One line of the decision table.
///
/// @param at when it was taken
/// @param kind what it was
/// @param exposure where it led, such as `1 % → 5 %`
/// @param reason the guard's or the person's sentence
/// @param tick number of the last tick that was known
/// @param everywhere how long it took until the last SDK had it; null while unknown
public record RolloutDecisionRow(
        Instant at,
        StatusBadge kind,
        String exposure,
        String reason,
        long tick,
        @Nullable String everywhere) {

    /// Whether nothing changed by it.
    boolean quiet() {
        return kind.equals(StatusBadge.of(RolloutDecisionKind.HOLD));
    }

    /// Newest first.
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
        String exposure = DisplayFormatter.exposure(decision.exposure());
        return new RolloutDecisionRow(
                decision.at(),
                StatusBadge.of(decision.kind()),
                before.equals(decision.exposure()) ? exposure : DisplayFormatter.exposure(before) + " → " + exposure,
                DisplayFormatter.prose(decision.reason()),
                decision.tick(),
                active == null ? null : DisplayFormatter.duration(Duration.between(decision.at(), active)));
    }
}
