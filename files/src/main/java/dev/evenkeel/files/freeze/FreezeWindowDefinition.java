// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.freeze;

import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.FreezeWindow;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A freeze window as its author writes it: a first time, how long, and a rule by which it comes
/// again.
///
/// @param name unique in a calendar, 1 to 128 characters
/// @param kind what the window means
/// @param reason why; may be empty
/// @param start of the first time, on the clock of the zone
/// @param zone whose clock; a region such as `Europe/Zurich`, so that it knows of summer time
/// @param length how long each time lasts
/// @param rrule by which it comes again, an RRULE of RFC 5545 without its name; null for once
/// @param except starts that are left out, on the clock of the zone
/// @param scope which changes it is about
public record FreezeWindowDefinition(
        String name,
        FreezeWindow.Kind kind,
        String reason,
        LocalDateTime start,
        ZoneId zone,
        FreezeDuration length,
        @Nullable String rrule,
        List<LocalDateTime> except,
        FreezeScope scope) {
    public FreezeWindowDefinition {
        except = List.copyOf(except);
    }

    /// The window with all its times that touch a stretch. What begins at a time that a change of the
    /// clock leaves out begins as much later; what begins at one that comes twice begins at the first.
    /// Some milliseconds for a year.
    public FreezeWindow window(Instant from, Instant to) {
        return new FreezeWindow(name, kind, reason, scope, FreezeOccurrences.of(this, from, to));
    }
}
