// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The adjustable clock of one process, implemented by libfaketime, preloaded before its C library. The
/// monotonic clock is not changed.
///
/// @param library libfaketimeMT.so.1; null when it is not available and the clock is always right
/// @param file contains the offset in seconds
public record AdjustableClock(@Nullable Path library, Path file) {

    /// @param library value of the environment variable EVENKEEL_FAKETIME
    public static AdjustableClock create(@Nullable String library, Path file) throws IOException {
        var clock = new AdjustableClock(library == null || library.isBlank() ? null : Path.of(library), file);
        clock.set(0);
        return clock;
    }

    public boolean canBeSet() {
        return library != null;
    }

    /// Sets the clock.
    ///
    /// @param seconds offset; negative values set it back
    public void set(int seconds) throws IOException {
        Path next = Files.writeString(file.resolveSibling("clock.next"), (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Returns the environment variables for the process. Without the last one, every timed wait of a JVM
    /// ends immediately, because it uses the wrong clock, and its threads spin.
    public Map<String, String> variables() {
        return library == null
                ? Map.of()
                : Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", file.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "DONT_FAKE_MONOTONIC", "1",
                        "NO_FAKE_STAT", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }
}
