// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.LocalDate;

/// A parser of dates in a case.
final class RiskCaseDateParser {
    private static final int LAST_YEAR = 9999;

    private RiskCaseDateParser() {}

    /// Parses a required date.
    ///
    /// @return an arbitrary date when it is invalid; the error is then added
    static LocalDate parse(JsonObjectReader parent, String field) {
        String text = parent.text(field, "");
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
                parent.errors()
                        .add(parent.pointerTo(field), "must be in the years 1 to " + LAST_YEAR, "correct the year");
                return LocalDate.EPOCH;
            }
            return day;
        } catch (DateTimeException e) {
            parent.errors()
                    .add(
                            parent.pointerTo(field),
                            "must be a date, got \"" + text + "\"",
                            "use a date such as 2026-12-01");
            return LocalDate.EPOCH;
        }
    }
}
