// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.catalog.FailureCost;
import dev.evenkeel.engine.rollout.plan.FailureRateMargin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToleratedHarmCostTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2    | 0        | 0.00197 | 212    | less than 2 times as many failed calls is less than about CHF 1,200",
                "6    | 0.01     | 0.005   | 212    | less than 6 times as many failed calls plus 1% of all calls is less than about CHF 21,000",
                "1.26 | 0.000526 | 0.005   | 9.4    | less than 1.26 times as many failed calls plus 0.0526% of all calls is less than about CHF 49",
                "1    | 0.1      | 0       | 0.25   | less than 10% of all calls failing in addition is less than about CHF 72",
                "2    | 0        | 0.001   | 0.0004 | less than 2 times as many failed calls is less than about CHF 0.0012"
            })
    void formatsToleratedHarmAsExtraCostPerHour(
            double factor, double extra, double failureRate, double callsPerSecond, String words) {
        var shown = new ToleratedHarmCost(
                new FailureRateMargin(factor, extra), failureRate, callsPerSecond, new FailureCost(0.8, "CHF"));

        assertThat(shown.format("classic").replace('\u00a0', ' '))
                .startsWith("At full exposure, " + words + " an hour more than with classic, at ")
                .endsWith(" calls/s.");
    }

    @ParameterizedTest
    @CsvSource({"212.4, 212", "12345, '12,345'", "9.6, 9.6", "9.4, 9.4", "0.25, 0.25"})
    void formatsTrafficUsedForCost(double callsPerSecond, String words) {
        var shown =
                new ToleratedHarmCost(new FailureRateMargin(2, 0), 0.005, callsPerSecond, new FailureCost(0.8, "CHF"));

        assertThat(shown.format("classic")).endsWith(", at " + words + "\u00a0calls/s.");
    }
}
