// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
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

/// Which entries are looked for. An empty text asks for nothing.
///
/// @param subject the whole of it
/// @param actor the whole of it
/// @param action its beginning, for example `rollout.`
/// @param since not before this moment; null for any
/// @param until before this moment; null for any
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

    /// Entries about one subject.
    static AuditQuery of(String subject) {
        return new AuditQuery(subject, "", "", null, null);
    }

    /// What the parameters of an address ask for, each by the name of a component; others are left
    /// alone. A moment without an offset is one in UTC, a date its beginning.
    ///
    /// @throws RequestRefusedException when `since` or `until` is no moment
    public static AuditQuery read(Map<String, String> asked) {
        return new AuditQuery(
                asked.getOrDefault("subject", ""),
                asked.getOrDefault("actor", ""),
                asked.getOrDefault("action", ""),
                moment("since", asked),
                moment("until", asked));
    }

    private static @Nullable Instant moment(String name, Map<String, String> asked) {
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
                        default -> throw new DateTimeException("no moment");
                    });
        } catch (DateTimeException e) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    name + " must be a moment or a date, got \"" + text + "\".",
                    "Write it like 2026-11-25T03:01:12Z or 2026-11-25, in the years 1 to 9999.");
        }
    }
}
