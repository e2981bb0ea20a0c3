// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of the passes that compare the two stores of a migration. Only those count that
/// began when every process was at the stage that the rollout begins at, so that they see every
/// write.
///
/// @param stage that stage's variant
/// @param newest the pass that ended last; null before the first
/// @param cleanAt when the last one without a mismatch ended; null before that
public record ReconciliationState(
        String stage, @Nullable Pass newest, @Nullable Instant cleanAt) {

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
            return "the pass that compared the stores until " + ReconciliationGuardrail.second(endedAt) + " found "
                    + (mismatches == 0 ? "no mismatch" : count(mismatches, "mismatch", "mismatches")) + " in "
                    + count(ranges, "range", "ranges") + " of " + count(rows, "row", "rows")
                    + (example == null ? "" : ", e.g. " + example);
        }

        private static String count(long count, String one, String many) {
            return Words.count(count) + " " + (count == 1 ? one : many);
        }
    }
}
