// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.web.InstantParameterFormatter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A filter of audit log entries. An empty string matches every entry.
///
/// @param subject exact subject
/// @param actor exact actor
/// @param action prefix of the action, for example `rollout.`
/// @param since earliest instant, inclusive; null for any
/// @param until latest instant, exclusive; null for any
public record AuditQuery(
        String subject,
        String actor,
        String action,
        @Nullable Instant since,
        @Nullable Instant until) {
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX]")
            .toFormatter(Locale.ROOT);

    /// Returns the filter for one subject.
    static AuditQuery of(String subject) {
        return new AuditQuery(subject, "", "", null, null);
    }

    /// Parses query parameters named like the components; ignores others. A time without an offset is in UTC,
    /// and a date means its start.
    ///
    /// @throws MalformedOrOverLimitException when `since` or `until` is not a time
    public static AuditQuery parse(Map<String, String> asked) {
        return new AuditQuery(
                asked.getOrDefault("subject", ""),
                asked.getOrDefault("actor", ""),
                asked.getOrDefault("action", ""),
                parseInstant("since", asked),
                parseInstant("until", asked));
    }

    private static @Nullable Instant parseInstant(String name, Map<String, String> asked) {
        String text = asked.getOrDefault(name, "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return InstantParameterFormatter.requireInRange(
                    switch (MOMENT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                        case OffsetDateTime moment -> moment.toInstant();
                        case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC);
                        case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                        default -> throw new DateTimeException("not a time");
                    });
        } catch (DateTimeException e) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "Invalid " + name + " \"" + text + "\".",
                    "Specify a time or a date in the years 1 to 9999, such as 2026-11-25T03:01:12Z or 2026-11-25.");
        }
    }
}
