// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import dev.evenkeel.server.foundation.web.InstantParameterFormatter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;

/// A position in a list that is sorted by time, newest first.
///
/// @param id of the row at this position; may be empty
public record PageCursor(Instant at, String id) {
    /// The position before the first row, in that order.
    public static final PageCursor BEGIN = new PageCursor(Instant.parse("9999-12-31T00:00:00Z"), "");

    /// Orders by time, newest first.
    public static final Comparator<PageCursor> ORDER =
            Comparator.comparing(PageCursor::at).thenComparing(PageCursor::id).reversed();

    /// Parses the text of a query parameter; [#BEGIN] when the text is invalid.
    public static PageCursor parse(String text) {
        String[] parts = text.split("_", 2);
        try {
            return parts.length == 2
                    ? new PageCursor(InstantParameterFormatter.requireInRange(Instant.parse(parts[0])), parts[1])
                    : BEGIN;
        } catch (DateTimeException e) {
            return BEGIN;
        }
    }

    public boolean isBefore(PageCursor other) {
        return ORDER.compare(this, other) < 0;
    }

    /// Formats it as the text of a query parameter.
    public String toQueryValue() {
        return at + "_" + id;
    }
}
