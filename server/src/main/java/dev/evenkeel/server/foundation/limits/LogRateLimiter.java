// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// Keeps requests from filling the log: of the entries of one kind it lets one through in ten seconds, and
/// counts the others. Thread-safe.
@Component
public class LogRateLimiter {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTicker;
    private final Map<String, LastLogEntry> kinds = new ConcurrentHashMap<>();

    LogRateLimiter(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /// @param at when an entry was let through
    /// @param held entries since then
    private record LastLogEntry(long at, long held) {}

    /// Logs an entry, unless one of its kind was logged a moment ago.
    ///
    /// @param kind one of a few texts of the program, never a text of a request
    /// @param entry writes it, and appends what it is given, which tells how many were left out before
    public void log(String kind, LogEntry entry) {
        admit(kind).ifPresent(held -> entry.log(held == 0 ? "" : " (and " + held + " more of these before)"));
    }

    /// An entry of the log.
    @FunctionalInterface
    public interface LogEntry {
        /// Writes it.
        void log(String suffix);
    }

    private OptionalLong admit(String kind) {
        long now = nanoTicker.getAsLong();
        long[] held = {-1};
        kinds.compute(kind, (same, last) -> {
            if (last != null && now - last.at() < PAUSE_NANOS) {
                return new LastLogEntry(last.at(), last.held() + 1);
            }
            held[0] = last == null ? 0 : last.held();
            return new LastLogEntry(now, 0);
        });
        return held[0] < 0 ? OptionalLong.empty() : OptionalLong.of(held[0]);
    }
}
