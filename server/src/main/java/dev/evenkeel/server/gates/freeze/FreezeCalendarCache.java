// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.freeze;

import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The freeze calendar with the times of its windows.
///
/// They are worked out once a day and whenever a window changes, for a year and a month ahead. Thread-safe.
@Component
public class FreezeCalendarCache {
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);

    private final FreezeWindowRepository table;
    private volatile @Nullable CachedCalendar ready;

    FreezeCalendarCache(FreezeWindowRepository table) {
        this.table = table;
    }

    /// A calendar whose times are worked out.
    ///
    /// @param windows it is of, as they are stored
    /// @param from since when its times are known
    private record CachedCalendar(List<String> windows, Instant from, FreezeCalendar calendar) {
        boolean isOf(List<String> stored, Instant now) {
            return windows.equals(stored) && !now.isBefore(from) && now.isBefore(from.plus(RENEWED_AFTER));
        }
    }

    /// Every window as it was written, by name.
    public List<FreezeWindowDefinition> rules() {
        return table.all();
    }

    /// The calendar as it is stored now. One query.
    public FreezeCalendar at(Instant now) {
        List<String> stored = table.texts();
        CachedCalendar known = ready;
        if (known != null && known.isOf(stored, now)) {
            return known.calendar();
        }
        var calendar = new FreezeCalendar(stored.stream()
                .map(text -> FreezeCalendarCodec.decode(text).window(now, now.plus(AHEAD)))
                .toList());
        ready = new CachedCalendar(stored, now, calendar);
        return calendar;
    }
}
