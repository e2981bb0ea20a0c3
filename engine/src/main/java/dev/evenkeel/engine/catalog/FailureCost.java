// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import dev.evenkeel.engine.format.QuantityFormatter;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/// The average cost of one failed call of a service.
///
/// @param amount above 0 and finite
/// @param currency ISO 4217 code: three capital letters
public record FailureCost(double amount, String currency) {
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final int FEWEST_DECIMALS = 2;

    /// @throws IllegalArgumentException when either is out of range
    public FailureCost {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("amount must be above 0 and finite, got " + amount);
        }
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("currency must be three capital letters, got " + currency);
        }
    }

    /// Whether a text has the format of an ISO 4217 code.
    public static boolean isCurrency(String text) {
        return CODE.matcher(text).matches();
    }

    /// Formats the amount with all its digits: `0.80`, `12`, `0.0035`.
    public String formatAmount() {
        return exact().toPlainString();
    }

    /// Formats the amount with its currency: `CHF 0.80`, `CHF 1,200`.
    public String format() {
        return QuantityFormatter.formatMoney(BigDecimal.valueOf(amount), currency);
    }

    private BigDecimal exact() {
        BigDecimal shortest = BigDecimal.valueOf(amount).stripTrailingZeros();
        return shortest.setScale(shortest.scale() <= 0 ? 0 : Math.max(FEWEST_DECIMALS, shortest.scale()));
    }
}
