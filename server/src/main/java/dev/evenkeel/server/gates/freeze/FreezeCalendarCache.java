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

/// A cache of the freeze calendar with the computed times of its windows.
///
/// The times are computed once per day and after each change of a window, for 400 days ahead. Thread-safe.
@Component
public class FreezeCalendarCache {
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);

    private final FreezeWindowRepository freezeWindowRepository;
    private volatile @Nullable CachedCalendar ready;

    FreezeCalendarCache(FreezeWindowRepository freezeWindowRepository) {
        this.freezeWindowRepository = freezeWindowRepository;
    }

    /// A calendar with computed times.
    ///
    /// @param windows its windows, as stored
    /// @param from time of the computation
    private record CachedCalendar(List<String> windows, Instant from, FreezeCalendar calendar) {
        boolean isCurrentFor(List<String> stored, Instant now) {
            return windows.equals(stored) && !now.isBefore(from) && now.isBefore(from.plus(RENEWED_AFTER));
        }
    }

    /// Returns all windows as written, by name.
    public List<FreezeWindowDefinition> listWindows() {
        return freezeWindowRepository.listAll();
    }

    /// Returns the current calendar. One query.
    public FreezeCalendar getCalendar(Instant now) {
        List<String> stored = freezeWindowRepository.listTexts();
        CachedCalendar known = ready;
        if (known != null && known.isCurrentFor(stored, now)) {
            return known.calendar();
        }
        var calendar = new FreezeCalendar(stored.stream()
                .map(text -> FreezeCalendarCodec.decode(text).toWindow(now, now.plus(AHEAD)))
                .toList());
        ready = new CachedCalendar(stored, now, calendar);
        return calendar;
    }
}
