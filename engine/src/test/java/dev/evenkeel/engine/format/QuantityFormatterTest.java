// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityFormatterTest {
    @ParameterizedTest
    @CsvSource({
        "0,        0",
        "0.02,     0.02",
        "0.05264,  0.0526",
        "12.52,    12.5",
        "50,       50",
        "999.7,    '1,000'",
        "5074.2,   '5,074'",
        "-1234567, '-1,234,567'",
        "Infinity, -"
    })
    void numbersHaveThreeDigitsAndThousandsSeparators(double value, String text) {
        assertThat(QuantityFormatter.formatNumber(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.401, 4 in 10", "0.0965, 1 in 10", "0.03, 3 in 100", "0.004, '4 in 1,000'", "0, 0 in 10"})
    void frequenciesAreCountsOfPowersOfTen(double share, String text) {
        assertThat(QuantityFormatter.formatFrequency(share)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0%", "0.0000201, 0.00201%", "0.0004, 0.04%", "0.0123, 1.23%", "0.124, 12.4%", "-0.5, -50%", "NaN, -"
    })
    void knownSharesHaveThreeDigits(double share, String text) {
        assertThat(QuantityFormatter.formatPercent(share)).isEqualTo(text);
        assertThat(QuantityFormatter.formatPercentOrUnknown(share)).isEqualTo(text);
        assertThat(QuantityFormatter.formatPercentOrUnknown(null)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "0,      0%",
        "0.0005, < 0.1%",
        "0.05,   5%",
        "0.0965, 9.7%",
        "0.1,    10%",
        "0.401,  40%",
        "0.978,  98%",
        "0.9914, 99.1%",
        "0.9995, > 99.9%",
        "1,      100%",
        "NaN,    -"
    })
    void estimatedProbabilitiesHaveFewDigitsAndLimits(double probability, String text) {
        assertThat(QuantityFormatter.formatProbability(probability)).isEqualTo(text);
    }

    @Test
    void estimatedProbabilitiesHaveIntervals() {
        assertThat(QuantityFormatter.formatProbability(0.401, 0.18, 0.64)).isEqualTo("40% (18% to 64%)");
    }

    @ParameterizedTest
    @CsvSource({
        "58,       58 s",
        "198,      3.3 min",
        "2520,     42 min",
        "18000,    5 h",
        "1036800,  12 d",
        "Infinity, never"
    })
    void estimatesHaveOneUnitAndTwoDigits(double seconds, String text) {
        assertThat(QuantityFormatter.formatEstimate(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-143210, '-140,000'",
        "0,       0",
        "0.00344, 0.0034",
        "1.23,    1.20",
        "2,       2",
        "99.6,    100",
        "1909876, '1,900,000'"
    })
    void estimatedMoneyHasTwoDigits(double amount, String text) {
        assertThat(QuantityFormatter.formatMoney(amount)).isEqualTo(text);
        assertThat(QuantityFormatter.formatMoney(amount, "CHF")).isEqualTo("CHF " + text);
    }

    @ParameterizedTest
    @CsvSource({"1030.0, 'CHF 1,030'", "0.8, CHF 0.80", "1234.5, 'CHF 1,234.50'", "143000, 'CHF 143,000'"})
    void knownMoneyHasAllDigits(BigDecimal amount, String text) {
        assertThat(QuantityFormatter.formatMoney(amount, "CHF")).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-3.7,   < 0.1",
        "-0.398, 0.4",
        "0,      1.0",
        "0.999,  10",
        "2.0458, 111",
        "4.5,    '31,623'",
        "7.3,    '> 1,000,000'"
    })
    void currentEvidenceHasLimits(double log10, String text) {
        assertThat(QuantityFormatter.formatEvidence(log10)).isEqualTo(text);
    }

    /* Replay compares the reasons of stored decisions, so this format must not change. */
    @ParameterizedTest
    @CsvSource({
        "0.0001,   0.0001",
        "0.398,    0.398",
        "111.1,    111",
        "12345,    12300",
        "2000000,  over a million",
        "1e-7,     under a millionth"
    })
    void evidenceInReasonsHasThreeDigitsAndNoSeparators(double evidence, String text) {
        assertThat(QuantityFormatter.formatReasonEvidence(Math.log(evidence))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT-5S,       0 s,        -5 s",
        "PT0S,        0 s,        0 s",
        "PT0.02S,     < 0.1 s,    1 s",
        "PT0.32S,     0.3 s,      1 s",
        "PT5S,        5 s,        5 s",
        "PT9.96S,     10 s,       10 s",
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

    @ParameterizedTest
    @CsvSource({
        "PT0S,   0 seconds",
        "PT90S,  90 seconds",
        "PT5M,   5 minutes",
        "PT1H,   1 hour",
        "PT36H,  36 hours",
        "P1D,    1 day",
        "P28D,   28 days"
    })
    void periodsHaveTheLargestUnitWithoutAFraction(Duration period, String text) {
        assertThat(QuantityFormatter.formatPeriod(period)).isEqualTo(text);
    }
}
