// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFormatterTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S,       0 s,        -5 s",
        "PT0S,        0 s,        0 s",
        "PT59.5S,     59 s,       1 min",
        "PT3M20S,     3 min 20 s, 3 min 20 s",
        "PT59M59.5S,  59 min 59 s, 1 h",
        "PT5H20S,     5 h,        5 h 1 min",
        "PT23H59M59S, 23 h 59 min, 24 h",
        "P2D,         2 d,        2 d",
        "P4DT3H5M,    4 d 3 h,    4 d 4 h"
    })
    void formatsElapsedRoundedDownAndRequiredRoundedUp(Duration duration, String elapsed, String required) {
        assertThat(QuantityFormatter.formatElapsed(duration)).isEqualTo(elapsed);
        assertThat(QuantityFormatter.formatDuration(duration)).isEqualTo(required);
    }
}
