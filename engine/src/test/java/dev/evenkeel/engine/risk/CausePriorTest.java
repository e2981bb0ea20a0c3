// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CausePriorTest {
    /// Total share of the causes in each published list; the rest is unspecified.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "table C-1 | 8 | 1.00",
                "table C-2 | 5 | 0.8797",
                "Microsoft Teams | 7 | 1.00",
                "^causes of 354 public post-mortems | 7 | 0.975",
                "rule of thumb | 1 | 0.70",
                "outages during a change | 1 | 0.588",
                "FCA 2019 | 1 | 0.17"
            })
    void matchesPublishedCauseShares(String list, int causes, double share) {
        double[] shares = Arrays.stream(CausePrior.values())
                .filter(prior -> list.startsWith("^")
                        ? prior.source().startsWith(list.substring(1))
                        : prior.source().contains(list))
                .mapToDouble(CausePriorTest::share)
                .toArray();
        assertThat(shares).hasSize(causes);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(share, within(1e-9));
    }

    private static double share(CausePrior prior) {
        return prior.update(0, 0, 1, 1).events() / CausePrior.WEIGHT;
    }

    /// A hundred own incidents of which none is of the cause leave next to nothing of what was published.
    @ParameterizedTest
    @EnumSource
    void givesManyOwnIncidentsMoreWeightThanPrior(CausePrior prior) {
        assertThat(CausePrior.WEIGHT).isBetween(5.0, 10.0);
        double own = prior.update(50, 100, 52, 1).mean();
        double counted = 1 - Math.exp(-50.0 / 52);
        assertThat(own).isCloseTo(counted, within(0.04));
    }
}
