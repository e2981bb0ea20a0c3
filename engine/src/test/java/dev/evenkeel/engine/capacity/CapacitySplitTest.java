// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.capacity.SplitAdjustment.TeamTimeAdjustmentOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacitySplitTest {
    private static CapacitySplit newWork(double share) {
        return new CapacitySplit(Map.of(WorkKind.NEW_WORK, share, WorkKind.RELIABILITY, 1 - share));
    }

    @Test
    void defaultSplitContainsEveryWorkKind() {
        assertThat(CapacitySplit.DEFAULT.shareOf(WorkKind.TOIL)).isZero();
        assertThat(CapacitySplit.DEFAULT.shares()).hasSize(WorkKind.values().length);
    }

    @Test
    void rejectsSharesThatDoNotAddUpToOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacitySplit(Map.of(WorkKind.TOIL, 0.5)))
                .withMessage("shares must add up to 1, got 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacitySplit(
                        Map.of(WorkKind.NEW_WORK, 0.7, WorkKind.RELIABILITY, 0.1, WorkKind.MAINTENANCE, 0.1)))
                .withMessage("shares must add up to 1, got 0.9");
    }

    @Test
    void rejectsNegativeShares() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacitySplit(Map.of(WorkKind.TOIL, -0.5, WorkKind.SECURITY, 1.5)));
    }

    @Test
    void scalesOtherSharesProportionally() {
        CapacitySplit split = CapacitySplit.DEFAULT.with(Map.of(WorkKind.TOIL, 0.5));
        assertThat(split.shareOf(WorkKind.NEW_WORK)).isEqualTo(0.35, within(1e-12));
        assertThat(split.shareOf(WorkKind.MAINTENANCE)).isEqualTo(0.05, within(1e-12));
        CapacitySplit none = newWork(1).with(Map.of(WorkKind.NEW_WORK, 0.25));
        assertThat(none.shareOf(WorkKind.RELIABILITY)).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({
        "0.96, 0.00, UNCHANGED, 1.00",
        "0.95, 0.00, REACHED, 0.95",
        "0.90, 0.00, REACHED, 0.90",
        "0.60, 0.00, LIMITED, 0.90",
        "0.60, 0.04, LIMITED, 0.94",
        "0.60, 0.10, DEFERRED, 1.00",
        "0.60, 0.30, DEFERRED, 1.00"
    })
    void limitsShiftToTenPointsPerMonthAndSkipsShiftsBelowFive(
            double target, double lately, TeamTimeAdjustmentOutcome outcome, double next) {
        SplitAdjustment move = SplitAdjustment.of(newWork(1), newWork(target), lately);
        assertThat(move.outcome()).isEqualTo(outcome);
        assertThat(move.next().shareOf(WorkKind.NEW_WORK)).isEqualTo(next, within(1e-12));
        assertThat(move.shift()).isEqualTo(1 - next, within(1e-12));
    }

    @Test
    void calculatesDistanceAsShareToMove() {
        assertThat(CapacitySplit.DEFAULT.distanceTo(newWork(0.7))).isEqualTo(0.1, within(1e-12));
        assertThat(newWork(0).distanceTo(newWork(1))).isEqualTo(1);
    }
}
