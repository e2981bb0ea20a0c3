// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.Nullable;

/// Quoter of a sender's value for a response: at most 60 characters.
final class ValueQuoter {
    private static final int LONGEST = 60;

    private ValueQuoter() {}

    static String quote(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        return '"' + (value.length() <= LONGEST ? value : truncate(value, LONGEST) + "...") + '"';
    }

    /// Returns the first characters of a text, at most `length` UTF-16 units, without splitting a surrogate
    /// pair.
    static String truncate(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
