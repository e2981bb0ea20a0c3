// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureCostTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.8    | 0.80   | CHF 0.80",
                "12     | 12     | CHF 12",
                "1200   | 1200   | CHF 1,200",
                "1234.5 | 1234.50| CHF 1,234.50",
                "0.0035 | 0.0035 | CHF 0.0035",
                "1e-9   | 0.000000001 | CHF 0.000000001"
            })
    void formatsAmountWithAllSignificantDigits(double amount, String digits, String words) {
        var cost = new FailureCost(amount, "CHF");

        assertThat(cost.formatAmount()).isEqualTo(digits);
        assertThat(cost.format()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.8, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rejectsNonPositiveAndNonFiniteAmounts(double amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FailureCost(amount, "CHF"))
                .withMessageContaining("amount must be above 0 and finite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chf", "CH", "CHFR", "CH1", " CHF", "Fr."})
    void rejectsCurrencyUnlessThreeCapitalLetters(String currency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FailureCost(0.8, currency))
                .withMessageContaining("currency must be three capital letters");
    }

    @Test
    void isNullForServiceWithoutFailureCost() {
        assertThat(Service.ofKey("payments").failureCost()).isNull();
    }
}
