// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.effectiveness;

import static dev.evenkeel.engine.effectiveness.WeeklyFailureFixtures.failureCounts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OverdispersionTest {
    /* Mean 5: 8 * 5^2 / 5 = 40, of 7 + 7 degrees of freedom. */
    @Test
    void dividesPearsonChiSquareByDegreesOfFreedom() {
        Overdispersion dispersion =
                Overdispersion.of(failureCounts(0, 10, 0, 10, 0, 10, 0, 10), failureCounts(2, 2, 2, 2, 2, 2, 2, 2));

        assertThat(dispersion.weekly()).isEqualTo(40.0 / 14, within(1e-12));
        assertThat(dispersion.blocks()).isZero();
        assertThat(dispersion.factor()).isEqualTo(40.0 / 14, within(1e-12));
    }

    /* The same weeks in another order: blocks of 40 and 0 around 20, 2 * 20^2 / 20 of 1 + 1. */
    @Test
    void detectsCorrelationBetweenNeighboringWeeks() {
        Overdispersion dispersion =
                Overdispersion.of(failureCounts(10, 10, 10, 10, 0, 0, 0, 0), failureCounts(2, 2, 2, 2, 2, 2, 2, 2));

        assertThat(dispersion.weekly()).isEqualTo(40.0 / 14, within(1e-12));
        assertThat(dispersion.blocks()).isEqualTo(20, within(1e-12));
        assertThat(dispersion.factor()).isEqualTo(20, within(1e-12));
    }

    @Test
    void excludesIncompleteOldestBlockFromBlockDispersion() {
        Overdispersion dispersion =
                Overdispersion.of(failureCounts(90, 5, 5, 5, 5, 5, 5, 5, 5), failureCounts(2, 2, 2, 2, 2, 2, 2, 2));

        assertThat(dispersion.blocks()).isZero();
        assertThat(dispersion.weekly()).isGreaterThan(10);
    }

    @Test
    void limitsFactorToAtLeastOne() {
        assertThat(Overdispersion.of(failureCounts(5, 5, 5, 5, 5, 5, 5, 5), failureCounts(0, 0, 0, 0))
                        .factor())
                .isEqualTo(1);
    }
}
