// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gate;

import dev.evenkeel.engine.gate.FreezeCalendar;
import dev.evenkeel.engine.gate.FreezeScope;
import dev.evenkeel.engine.gate.GateAnswer;
import dev.evenkeel.files.freeze.FreezeCodec;
import dev.evenkeel.server.catalog.Services;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Nothing goes on in a freeze.
///
/// The times of the windows are worked out once a day and whenever a window changes, for a year and a
/// month ahead. Thread-safe.
@Component
class FreezeGate implements Gate {
    private static final String NAME = "freeze";
    private static final Duration AHEAD = Duration.ofDays(400);
    private static final Duration RENEWED_AFTER = Duration.ofDays(1);

    private final FreezeTable table;
    private final Services services;
    private volatile @Nullable Ready ready;

    FreezeGate(FreezeTable table, Services services) {
        this.table = table;
        this.services = services;
    }

    /// A calendar whose times are worked out.
    ///
    /// @param windows it is of, as they are stored
    /// @param from since when its times are known
    private record Ready(List<String> windows, Instant from, FreezeCalendar calendar) {
        boolean isOf(List<String> stored, Instant now) {
            return windows.equals(stored) && !now.isBefore(from) && now.isBefore(from.plus(RENEWED_AFTER));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<GateAnswer> answers(GateQuestion question, Instant now) {
        String service = question.service();
        var change = new FreezeScope.Change(
                question.environment(), service, service == null ? null : tier(service), question.changeClass());
        return List.of(calendar(now).answer(change, now));
    }

    private @Nullable String tier(String service) {
        return services.find(service).map(known -> String.valueOf(known.tier())).orElse(null);
    }

    private FreezeCalendar calendar(Instant now) {
        List<String> stored = table.texts();
        Ready known = ready;
        if (known != null && known.isOf(stored, now)) {
            return known.calendar();
        }
        var calendar = new FreezeCalendar(stored.stream()
                .map(text -> FreezeCodec.decode(text).window(now, now.plus(AHEAD)))
                .toList());
        ready = new Ready(stored, now, calendar);
        return calendar;
    }
}
