// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A freeze window as defined by its author: a first occurrence, its duration, and a recurrence rule.
///
/// @param name name, unique in a calendar, 1 to 128 characters
/// @param kind effect of the window
/// @param reason reason; may be empty
/// @param start start of the first occurrence, on the clock of the zone
/// @param zone time zone; a region such as `Europe/Zurich`, so that it includes daylight saving time
/// @param length duration of each occurrence
/// @param rrule recurrence rule, an RRULE of RFC 5545 without its name; null for a single occurrence
/// @param exceptions starts of excluded occurrences, on the clock of the zone
/// @param scope changes that it applies to
public record FreezeWindowDefinition(
        String name,
        FreezeWindow.AllowDenyKind kind,
        String reason,
        LocalDateTime start,
        ZoneId zone,
        FreezeDuration length,
        @Nullable String rrule,
        List<LocalDateTime> exceptions,
        FreezeScope scope) {
    public FreezeWindowDefinition {
        exceptions = List.copyOf(exceptions);
    }

    /// Computes the window with all occurrences that overlap a period. An occurrence at a time skipped by a
    /// clock change begins later by the length of the gap; one at a repeated time begins at the first of the
    /// two. Takes some milliseconds for a year.
    public FreezeWindow toWindow(Instant from, Instant to) {
        return new FreezeWindow(name, kind, reason, scope, FreezeOccurrences.listOccurrences(this, from, to));
    }
}
