// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ObservedProportionTest {
    /// Wilson 1927; 2 of 10 is the textbook's 5.7 to 51.0%.
    @Test
    void calculatesWilsonIntervalOfProportion() {
        ObservedProportion two = ObservedProportion.of(2, 10);
        assertThat(two.low()).isCloseTo(0.0567, within(1e-4));
        assertThat(two.high()).isCloseTo(0.5098, within(1e-4));
        assertThat(ObservedProportion.of(0, 10).low()).isZero();
        assertThat(ObservedProportion.of(10, 10).high()).isEqualTo(1);
    }

    @Test
    void rejectsCountAboveTotal() {
        assertThatThrownBy(() -> ObservedProportion.of(3, 2))
                .hasMessageContaining("count must be 0 to total, got 3 of 2");
    }
}
