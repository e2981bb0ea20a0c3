// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import org.jspecify.annotations.Nullable;

/// A sender's value as it is quoted in an answer: at most 60 characters.
final class ValueQuoter {
    private static final int LONGEST = 60;

    private ValueQuoter() {}

    static String of(@Nullable String value) {
        if (value == null) {
            return "nothing";
        }
        return '"' + (value.length() <= LONGEST ? value : cut(value, LONGEST) + "...") + '"';
    }

    /// The first characters of a text, at most `length` UTF-16 units; never half of a surrogate pair.
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
