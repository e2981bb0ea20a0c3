// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// The format of timestamps in audit files: UTC, always with six decimals of the second.
final class AuditTimestampFormat {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private AuditTimestampFormat() {}

    static String format(Instant at) {
        return FORMAT.format(at);
    }

    static Instant parse(String name, String text) {
        try {
            return FORMAT.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new InvalidAuditTextException(
                    "\"" + name + "\" is not a timestamp such as 2026-11-25T03:01:12.000500Z", e);
        }
    }
}
