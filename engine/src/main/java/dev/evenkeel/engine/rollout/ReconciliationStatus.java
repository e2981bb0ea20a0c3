// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.ReconciliationGuardrail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of the passes that compare the two stores of a migration. Only those count that
/// began when every process was at the stage that the rollout begins at, so that they see every
/// write.
///
/// @param stage that stage's variant
/// @param newest the pass that ended last; null before the first
/// @param cleanAt when the last one without a mismatch ended; null before that
public record ReconciliationStatus(
        String stage, @Nullable Pass newest, @Nullable Instant cleanAt) {

    /// What a guardrail misses before the first step, and what to do about it; empty when the newest pass is
    /// clean and young enough, or the guardrail asks for none. Times are told as such, so that the words stay
    /// until a fact changes.
    public Optional<String> missing(ReconciliationGuardrail guardrail, Instant now) {
        if (!guardrail.required()) {
            return Optional.empty();
        }
        if (newest == null) {
            return Optional.of("no pass that compares the stores has ended which began when every process was at "
                    + stage + ": let the service reconcile them");
        }
        if (newest.isMismatched()) {
            return Optional.of(newest.words() + ": repair what differs, and let the service compare them again");
        }
        return guardrail.isYoung(newest.endedAt(), now)
                ? Optional.empty()
                : Optional.of("the last pass that compared the stores was clean and ended at "
                        + second(newest.endedAt())
                        + ", and the plan asks for one of the last " + QuantityFormatter.span(guardrail.within())
                        + ": let the service compare them again");
    }

    private static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /// A pass that has ended.
    ///
    /// @param endedAt when, by the server's clock
    /// @param ranges how many ranges it compared
    /// @param rows how many rows these have
    /// @param mismatches how many differ, as the service counts; 0 = the stores agree
    /// @param example one of them, in the service's words; null when it gave none
    public record Pass(
            Instant endedAt,
            long ranges,
            long rows,
            long mismatches,
            @Nullable String example) {
        boolean isMismatched() {
            return mismatches > 0;
        }

        String words() {
            return "the pass that compared the stores until " + second(endedAt) + " found "
                    + (mismatches == 0 ? "no mismatch" : count(mismatches, "mismatch", "mismatches")) + " in "
                    + count(ranges, "range", "ranges") + " of " + count(rows, "row", "rows")
                    + (example == null ? "" : ", e.g. " + example);
        }

        private static String count(long count, String one, String many) {
            return QuantityFormatter.count(count) + " " + (count == 1 ? one : many);
        }
    }
}
