// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OutageDurationModelTest {
    private static final LognormalValue PUBLISHED = new LognormalValue(5.402, 1.238);

    @Test
    void isWiderThanPublishedPriorWithoutOwnOutages() {
        OutageDurationModel length = OutageDurationModel.ofPrior(PUBLISHED);
        assertThat(length.quantile(0.1)).isCloseTo(37.3, within(0.05));
        assertThat(length.quantile(0.5)).isCloseTo(221.85, within(0.01));
        assertThat(length.quantile(0.9)).isCloseTo(1318.9, within(0.5));
        assertThat(length.update()).isEqualTo(length);
    }

    @Test
    void shiftsTowardOwnOutages() {
        OutageDurationModel length = OutageDurationModel.ofPrior(PUBLISHED).update(25, 31, 40, 62, 95, 190);
        assertThat(length.quantile(0.1)).isCloseTo(19, within(0.5));
        assertThat(length.quantile(0.5)).isCloseTo(80, within(0.5));
        assertThat(length.quantile(0.9)).isCloseTo(334, within(0.5));
        assertThat(length.exceedance(240)).isCloseTo(0.159, within(0.0005));
    }

    @Test
    void preservesMedianAndDecilesAsLognormal() {
        OutageDurationModel length = OutageDurationModel.ofPrior(PUBLISHED);
        LognormalValue lognormalValue = length.toLognormal();
        assertThat(lognormalValue.quantile(0.5)).isCloseTo(length.quantile(0.5), within(1e-6));
        assertThat(lognormalValue.quantile(0.9)).isCloseTo(length.quantile(0.9), within(1e-6));
        assertThat(lognormalValue.quantile(0.1)).isCloseTo(length.quantile(0.1), within(1e-6));
    }

    @Test
    void rejectsNonPositiveDurations() {
        assertThatThrownBy(() -> OutageDurationModel.ofPrior(PUBLISHED).update(25, 0))
                .hasMessageContaining("above 0");
    }
}
