// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IncidentLossTest {
    @Test
    void multipliesCountByAmountPerUnit() {
        var loss = new IncidentLoss(
                new BigDecimal("412"), "payment", new BigDecimal("12.40"), "CHF", LocalDate.parse("2026-11-25"));
        assertThat(loss.amount()).isEqualByComparingTo("5108.80");
    }
}
