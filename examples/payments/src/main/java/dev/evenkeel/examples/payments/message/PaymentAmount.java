// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

/// An amount of money above zero.
///
/// @param minorUnits amount in the smallest unit of the currency (cents for EUR, yen for JPY), from 1
/// @param currency ISO 4217 code
public record PaymentAmount(long minorUnits, String currency) {
    public PaymentAmount {
        if (minorUnits <= 0) {
            throw new IllegalArgumentException("minorUnits must be at least 1, got " + minorUnits);
        }
        if (!currency.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency must be three capital letters, got " + currency);
        }
    }
}
