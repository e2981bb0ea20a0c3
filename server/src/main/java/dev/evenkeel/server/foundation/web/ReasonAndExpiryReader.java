// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.web;

import dev.evenkeel.files.json.JsonObjectReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Reader of the reason and the expiry in requests. Adds problems to the validation errors of the fields.
public final class ReasonAndExpiryReader {
    private ReasonAndExpiryReader() {}

    /// Reads the required field `reason`.
    public static String readReason(JsonObjectReader fields) {
        String reason = fields.text("reason", "");
        if (reason.isBlank()) {
            fields.errors()
                    .add(fields.pointerTo("reason"), "is missing", "state why; the reason is stored in the audit log");
        }
        return reason;
    }

    /// Reads the required field `expiresAt`: an instant after now, at most the longest duration from now.
    ///
    /// @return now if the value is not an instant
    public static Instant readExpiry(JsonObjectReader fields, Instant now, Duration longest) {
        Instant expiresAt = parseInstant(fields.text("expiresAt", ""));
        if (expiresAt == null || !expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(longest))) {
            fields.errors()
                    .add(
                            fields.pointerTo("expiresAt"),
                            fields.find("expiresAt") == null
                                    ? "is missing"
                                    : "must be a future time with a UTC offset, at most " + longest.toDays()
                                            + " days from now, got " + fields.find("expiresAt"),
                            "use a time such as 2026-11-30T18:00:00Z");
        }
        return expiresAt == null ? now : expiresAt;
    }

    private static @Nullable Instant parseInstant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
