// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Why something is ordered and until when, as requests say it. What is wrong is noted among the faults of the
/// fields.
public final class ReasonAndExpiryReader {
    private ReasonAndExpiryReader() {}

    /// The field `reason`, which must be there.
    public static String reason(JsonObjectReader fields) {
        String reason = fields.text("reason", "");
        if (reason.isBlank()) {
            fields.faults().add(fields.at("reason"), "is missing", "say why, for who reads it later");
        }
        return reason;
    }

    /// The field `until`, which must be there: a moment after now, not later than the longest time from now.
    ///
    /// @return now where it is not a moment
    public static Instant until(JsonObjectReader fields, Instant now, Duration longest) {
        Instant until = instant(fields.text("until", ""));
        if (until == null || !until.isAfter(now) || until.isAfter(now.plus(longest))) {
            fields.faults()
                    .add(
                            fields.at("until"),
                            fields.find("until") == null
                                    ? "is missing"
                                    : "must be a moment with its offset, after now and within " + longest.toDays()
                                            + " days, got " + fields.find("until"),
                            "write the end like 2026-11-30T18:00:00Z");
        }
        return until == null ? now : until;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
