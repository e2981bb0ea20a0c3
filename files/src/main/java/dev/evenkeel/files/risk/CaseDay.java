// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.risk;

import dev.evenkeel.files.plan.JsonFields;
import java.time.DateTimeException;
import java.time.LocalDate;

/// A day in a file.
final class CaseDay {
    private CaseDay() {}

    /// Reads a day that must be there.
    ///
    /// @return some day when something is wrong, which is then noted
    static LocalDate read(JsonFields parent, String field) {
        String text = parent.text(field, "");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            parent.faults()
                    .add(parent.at(field), "must be a day, got \"" + text + "\"", "write a day such as 2026-12-01");
            return LocalDate.EPOCH;
        }
    }
}
