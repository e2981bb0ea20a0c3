// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PertValueTest {
    /* 2 to 20 weeks, most likely 4: the mean is 6.33, more than half as long again as the mode. */
    @Test
    void calculatesMeanFromBoundsModeAndKurtosis() {
        var pertValue = new PertValue(2, 4, 20, PertValue.DEFAULT_KURTOSIS);

        assertThat(pertValue.mean()).isCloseTo(38.0 / 6, within(1e-14));
        assertThat(pertValue.mean()).isGreaterThan(1.5 * pertValue.mode());
        assertThat(new PertValue(0, 5, 10, 4).mean()).isEqualTo(5);
        assertThat(new PertValue(2, 4, 20, 0).mean()).isEqualTo(11);
        assertThat(new PertValue(2, 4, 20, 1e9).mean()).isCloseTo(4, within(1e-7));
    }

    @Test
    void rejectsInvalidBoundsAndKurtosis() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PertValue(5, 4, 20, 4))
                .withMessageContaining("min must be below max and mode between them");
        assertThatIllegalArgumentException().isThrownBy(() -> new PertValue(2, 21, 20, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new PertValue(2, 2, 2, 4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PertValue(2, 4, 20, -1))
                .withMessageContaining("kurtosis must be 0 or more");
    }
}
