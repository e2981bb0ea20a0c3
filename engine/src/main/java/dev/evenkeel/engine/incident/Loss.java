// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import java.math.BigDecimal;
import java.time.LocalDate;

/// Money that an incident cost, at the rate of its day: a later rate changes nothing here.
///
/// @param units how many: failed payments, minutes
/// @param unit of what: `payment`
/// @param rate money that one unit cost on that day
/// @param currency ISO 4217 code
/// @param day whose rate it is
public record Loss(BigDecimal units, String unit, BigDecimal rate, String currency, LocalDate day) {
    /// The money.
    public BigDecimal amount() {
        return units.multiply(rate);
    }
}
