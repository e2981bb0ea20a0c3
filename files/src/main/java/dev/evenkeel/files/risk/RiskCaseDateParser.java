// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.LocalDate;

/// A day in a file.
final class RiskCaseDateParser {
    private static final int LAST_YEAR = 9999;

    private RiskCaseDateParser() {}

    /// Reads a day that must be there.
    ///
    /// @return some day when something is wrong, which is then noted
    static LocalDate read(JsonObjectReader parent, String field) {
        String text = parent.text(field, "");
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
                parent.faults().add(parent.at(field), "must be in the years 1 to " + LAST_YEAR, "correct the year");
                return LocalDate.EPOCH;
            }
            return day;
        } catch (DateTimeException e) {
            parent.faults()
                    .add(parent.at(field), "must be a day, got \"" + text + "\"", "write a day such as 2026-12-01");
            return LocalDate.EPOCH;
        }
    }
}
