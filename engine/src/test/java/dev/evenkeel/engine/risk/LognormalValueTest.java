// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class LognormalValueTest {
    /* mu = ln 10 / 2, sigma = ln 10 / (2 * 1.6448536269514722). */
    @Test
    void placesFivePercentBeyondEachBound() {
        var lognormalValue = LognormalValue.between(1, 10);

        assertThat(lognormalValue.mu()).isCloseTo(1.151292546497023, within(1e-14));
        assertThat(lognormalValue.sigma()).isCloseTo(0.699936, within(1e-6));
        assertThat(lognormalValue.exceedance(10)).isCloseTo(0.05, within(1e-12));
        assertThat(lognormalValue.exceedance(1)).isCloseTo(0.95, within(1e-12));
        assertThat(lognormalValue.mean())
                .isCloseTo(Math.exp(1.151292546497023 + 0.699936 * 0.699936 / 2), within(1e-5));
    }

    /* Two amounts, a factor of e^2 apart. */
    @Test
    void fitsMeanAndDeviationOfLogarithms() {
        var lognormalValue = LognormalValue.fit(Math.exp(1), Math.exp(3));

        assertThat(lognormalValue.mu()).isCloseTo(2, within(1e-14));
        assertThat(lognormalValue.sigma()).isCloseTo(1, within(1e-14));
    }

    /* By NumPy. */
    @Test
    void matchesReferenceFitOfRepairTimes() throws IOException {
        var lognormalValue = LognormalValue.fit(
                PublicDataset.read("repair-times-hours.csv", 46).numbers("hours"));

        assertThat(lognormalValue.mu()).isCloseTo(0.6583923777879764, within(1e-12));
        assertThat(lognormalValue.sigma()).isCloseTo(1.1017909589047699, within(1e-12));
    }

    @Test
    void rejectsInvalidParameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LognormalValue.between(10, 1))
                .withMessageContaining("low must be above 0 and high above low");
        assertThatIllegalArgumentException().isThrownBy(() -> LognormalValue.between(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LognormalValue(0, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LognormalValue.fit(1, 0))
                .withMessageContaining("values[1] = 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LognormalValue.fit(3, 3, 3))
                .withMessageContaining("two different numbers");
        assertThatIllegalArgumentException().isThrownBy(LognormalValue::fit);
    }
}
