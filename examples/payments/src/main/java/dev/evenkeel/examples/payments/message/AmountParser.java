// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parser of amounts, with the exponents of ISO 4217 from `java.util.Currency`.
final class AmountParser {
    /// A decimal of XML Schema without a minus sign and without an exponent, with at most the 18 digits of
    /// ISO 20022.
    private static final Pattern DECIMAL = Pattern.compile("\\+?(?:[0-9]{1,18}(?:\\.[0-9]{0,17})?|\\.[0-9]{1,17})");

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(18).subtract(BigDecimal.ONE);

    private AmountParser() {}

    /// The amount, or why it is invalid.
    sealed interface AmountResult {
        /// @param decimal the amount in whole units, for control sums
        record Valid(PaymentAmount money, BigDecimal decimal) implements AmountResult {}

        record Invalid(StatusReasonCode code, String text) implements AmountResult {}
    }

    static AmountResult parse(PaymentInitiation.Amount amount) {
        BigDecimal decimal = decimal(amount.value());
        if (decimal == null) {
            return new AmountResult.Invalid(
                    StatusReasonCode.AM12,
                    "amount " + ValueQuoter.quote(amount.value())
                            + " is not a positive decimal of at most 18 digits, such as 12.50");
        }
        int exponent = exponent(amount.currency());
        if (exponent < 0) {
            return new AmountResult.Invalid(
                    StatusReasonCode.AM03,
                    "currency " + ValueQuoter.quote(amount.currency())
                            + " is not an ISO 4217 currency that can be booked, such as EUR");
        }
        return inMinorUnits(decimal, exponent, String.valueOf(amount.currency()));
    }

    private static AmountResult inMinorUnits(BigDecimal decimal, int exponent, String currency) {
        if (decimal.scale() > exponent) {
            return new AmountResult.Invalid(
                    StatusReasonCode.AM12,
                    "amount " + decimal.toPlainString() + " has " + decimal.scale() + " decimals; " + currency
                            + " has at most " + exponent);
        }
        if (decimal.signum() == 0) {
            return new AmountResult.Invalid(StatusReasonCode.AM01, "amount 0: an amount must be above zero");
        }
        BigDecimal minorUnits = decimal.movePointRight(exponent);
        if (minorUnits.compareTo(LARGEST) > 0) {
            return new AmountResult.Invalid(
                    StatusReasonCode.AM12,
                    "amount " + decimal.toPlainString() + " " + currency
                            + " is too large: at most 18 digits in the smallest unit");
        }
        return new AmountResult.Valid(new PaymentAmount(minorUnits.longValueExact(), currency), decimal);
    }

    /// Returns the parsed number, or null when the text is not a number.
    static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null || !DECIMAL.matcher(text).matches() ? null : new BigDecimal(text);
    }

    private static int exponent(@Nullable String currency) {
        if (currency == null) {
            return -1;
        }
        try {
            return Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
