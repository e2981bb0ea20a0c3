// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PercentTest {
    @Test
    void parsesHundredthsOfPercent() {
        assertThat(Percent.parse("2.5")).isEqualTo(new Percent(250));
        assertThat(Percent.parse("1e2")).isEqualTo(Percent.ALL);
        assertThat(Percent.parse("0e999999999")).isEqualTo(Percent.NONE);
    }

    /* Some would take gigabytes to be written out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "100.01", "1.001", "1e999999999", "1e-999999999", "-1e999999999"})
    void rejectsMalformedOrOutOfRangeInput(String text) {
        assertThatThrownBy(() -> Percent.parse(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number from 0 to 100");
    }
}
