// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PromQL instant vector selector.
final class PromQlSelector {
    private static final String TEXT = "\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'";
    private static final String MATCHERS = "\\{(?:[^\"'{}]|" + TEXT + ")*+\\}";
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*+";
    private static final Pattern SELECTOR =
            Pattern.compile("(?:" + NAME + "\\s*(?:" + MATCHERS + ")?|" + MATCHERS + ")");
    private static final Pattern SUM = Pattern.compile("sum\\s*\\((.*)\\)", Pattern.DOTALL);

    private PromQlSelector() {}

    /// Returns the selector that a query consists of, or sums; empty for other queries.
    static Optional<String> find(String query) {
        String text = query.strip();
        Matcher sum = SUM.matcher(text);
        String inner = sum.matches() ? sum.group(1).strip() : text;
        return Optional.of(inner)
                .filter(candidate -> SELECTOR.matcher(candidate).matches());
    }
}
