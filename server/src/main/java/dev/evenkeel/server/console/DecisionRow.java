// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the decision table.
///
/// @param at when it was taken
/// @param kind what it was
/// @param exposure where it led, such as `1 % to 5 %`
/// @param reason the guard's or the person's sentence
/// @param tick the tick that decided; null when no evidence was needed
/// @param everywhere how long it took until the last SDK had it; null while unknown
record DecisionRow(
        Instant at,
        Mark kind,
        String exposure,
        String reason,
        @Nullable Long tick,
        @Nullable String everywhere) {

    /// Newest first.
    static List<DecisionRow> of(RolloutFacts rollout) {
        return rollout.decisions().stream()
                .sorted(Comparator.comparingInt(RolloutFacts.Step::number).reversed())
                .map(decision -> of(decision, rollout))
                .toList();
    }

    private static DecisionRow of(RolloutFacts.Step decision, RolloutFacts rollout) {
        Instant active = decision.activeEverywhereAt();
        return new DecisionRow(
                decision.at(),
                Mark.ofDecision(decision.kind()),
                exposureOf(decision, rollout),
                decision.reason(),
                decision.tick(),
                active == null ? null : Numbers.duration(Duration.between(decision.at(), active)));
    }

    private static String exposureOf(RolloutFacts.Step decision, RolloutFacts rollout) {
        String from = Numbers.exposure(rollout.exposures().get(decision.fromStep()));
        String to = Numbers.exposure(decision.exposure());
        boolean moved = List.of("ADVANCE", "ROLL_BACK", "ABORT").contains(decision.kind()) && !from.equals(to);
        return moved ? from + " → " + to : to;
    }
}
