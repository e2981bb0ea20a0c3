// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.limits;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// A rate limiter for log entries caused by requests: logs one entry of each kind in ten seconds and counts the
/// others. Thread-safe.
@Component
public class LogRateLimiter {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTicker;
    private final Map<String, LastLogEntry> kinds = new ConcurrentHashMap<>();

    LogRateLimiter(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /// @param at when an entry was logged
    /// @param held entries suppressed since then
    private record LastLogEntry(long at, long held) {}

    /// Logs an entry, unless one of its kind was logged within the last ten seconds.
    ///
    /// @param kind one of a few constants, never text from a request
    /// @param entry writes the entry with the given suffix, which contains the number of suppressed entries
    public void log(String kind, LogEntryWriter entry) {
        admit(kind).ifPresent(held -> entry.log(held == 0 ? "" : " (" + held + " similar messages suppressed)"));
    }

    /// A log entry.
    @FunctionalInterface
    public interface LogEntryWriter {
        /// Writes the entry.
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
