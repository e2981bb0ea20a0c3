// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.gate.GateScore;
import dev.evenkeel.engine.gate.GateScore.Endings;
import dev.evenkeel.engine.stats.ShareDifference;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The score of gates as the API tells of it (docs/reference/http-api.md).
///
/// @param environment null for all
/// @param difference null when one side has no change that turned out
record GateScoreView(
        String quarter,
        Instant from,
        Instant to,
        @Nullable String environment,
        List<Sum> gates,
        Sum all,
        Side overridden,
        Side others,
        @Nullable ShareDifference difference) {

    private static final BigDecimal DAY = BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    /// What one gate came to, or all.
    ///
    /// @param gate its name; null over all
    /// @param moneyDelayed null: neither orders nor flags say what a day is worth
    record Sum(
            @Nullable String gate,
            int denials,
            int carried,
            BigDecimal daysDelayed,
            @Nullable BigDecimal moneyDelayed,
            long overrides) {
        private static Sum of(@Nullable String gate, GateScore.Sum sum) {
            return new Sum(
                    gate,
                    sum.denials().begun(),
                    sum.denials().carried(),
                    BigDecimal.valueOf(sum.denials().delayed().toSeconds()).divide(DAY, 3, RoundingMode.HALF_UP),
                    null,
                    sum.overrides());
        }
    }

    /// How changes ended.
    record Side(long clean, long failed, long major, long stopped, long givenUp, long open, DoraView.Share failRate) {
        private static Side of(Endings endings) {
            return new Side(
                    endings.clean(),
                    endings.failed(),
                    endings.major(),
                    endings.stopped(),
                    endings.givenUp(),
                    endings.open(),
                    DoraView.Share.of(endings.failRate()));
        }
    }

    static GateScoreView of(GateScore score, @Nullable String environment) {
        return new GateScoreView(
                score.quarter().toString(),
                score.quarter().from(),
                score.quarter().to(),
                environment,
                score.gates().stream().map(one -> Sum.of(one.gate(), one.sum())).toList(),
                Sum.of(null, score.all()),
                Side.of(score.overridden()),
                Side.of(score.others()),
                score.difference().orElse(null));
    }
}
