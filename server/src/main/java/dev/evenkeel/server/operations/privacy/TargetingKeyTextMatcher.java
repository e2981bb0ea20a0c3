// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import java.util.function.Predicate;

/// A predicate that matches texts containing a key that is neither preceded nor followed by a letter or digit.
record TargetingKeyTextMatcher(String key) implements Predicate<String> {
    @Override
    public boolean test(String text) {
        for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
            int end = at + key.length();
            boolean begins = at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /// Omits the key.
    @Override
    public String toString() {
        return "Mention";
    }
}
