// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The status of the reconciliation passes that compare the two stores of a migration. Only passes that began
/// when every process had reached the rollout's first stage count, because they cover every write.
///
/// @param stage variant of that stage
/// @param newest pass that ended last; null before the first
/// @param cleanAt end of the last pass without a mismatch; null before that
public record ReconciliationStatus(
        String stage, @Nullable Pass newest, @Nullable Instant cleanAt) {

    /// Returns what is missing before the first step and how to fix it; empty when the newest pass is clean
    /// and recent enough, or the guardrail requires none. The text contains timestamps, no elapsed times, so
    /// it stays the same until a fact changes.
    public Optional<String> findMissing(ReconciliationGuardrail guardrail, Instant now) {
        if (!guardrail.required()) {
            return Optional.empty();
        }
        if (newest == null) {
            return Optional.of("no reconciliation pass has completed since every process reached " + stage
                    + "; start a pass in the service");
        }
        if (newest.isMismatched()) {
            return Optional.of(newest.describe() + "; repair the differences and start another pass");
        }
        return guardrail.isRecent(newest.endedAt(), now)
                ? Optional.empty()
                : Optional.of("the last clean reconciliation pass ended at "
                        + toSecond(newest.endedAt())
                        + ", but the plan requires one within the last "
                        + QuantityFormatter.formatDuration(guardrail.within())
                        + "; start another pass in the service");
    }

    private static Instant toSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /// A completed reconciliation pass.
    ///
    /// @param endedAt end of the pass, by the server's clock
    /// @param ranges number of key ranges compared
    /// @param rows number of rows in these ranges
    /// @param mismatches number of differences, as reported by the service; 0 = the stores agree
    /// @param example one mismatch, as described by the service; null when it sent none
    public record Pass(
            Instant endedAt,
            long ranges,
            long rows,
            long mismatches,
            @Nullable String example) {
        boolean isMismatched() {
            return mismatches > 0;
        }

        String describe() {
            return "the reconciliation pass of " + toSecond(endedAt) + " found "
                    + (mismatches == 0 ? "no mismatches" : count(mismatches, "mismatch", "mismatches")) + " in "
                    + count(ranges, "range", "ranges") + " of " + count(rows, "row", "rows")
                    + (example == null ? "" : ", e.g. " + example);
        }

        private static String count(long count, String one, String many) {
            return QuantityFormatter.formatCount(count) + " " + (count == 1 ? one : many);
        }
    }
}
