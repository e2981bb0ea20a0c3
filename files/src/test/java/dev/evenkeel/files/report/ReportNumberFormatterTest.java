// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportNumberFormatterTest {
    @ParameterizedTest
    @CsvSource({"0.401, 4 in 10", "0.0965, 1 in 10", "0.03, 3 in 100", "0.004, '4 in 1,000'", "0, 0 in 10"})
    void formatsSharesAsFrequencies(double share, String words) {
        assertThat(ReportNumberFormatter.formatFrequency(share)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1909876, '1,900,000'", "764.4, 760", "0, 0", "-143210, '-140,000'"})
    void roundsMoneyToTwoSignificantDigits(double amount, String words) {
        assertThat(ReportNumberFormatter.formatMoney(amount)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0.401, 40%", "0.0965, 9.7%", "0.1, 10%"})
    void formatsSharesAsPercentages(double share, String words) {
        assertThat(ReportNumberFormatter.formatPercent(share)).isEqualTo(words);
    }
}
