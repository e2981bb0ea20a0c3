// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The clock of one process, which can be set, by libfaketime in front of its C library. Its monotonic
/// clock stays.
///
/// @param library libfaketimeMT.so.1; null when there is none, and the clock is always right
/// @param file says by how many seconds it is wrong
record AdjustableClock(@Nullable Path library, Path file) {

    /// @param library as in the environment variable EVENKEEL_FAKETIME
    static AdjustableClock of(@Nullable String library, Path file) throws IOException {
        var clock = new AdjustableClock(library == null || library.isBlank() ? null : Path.of(library), file);
        clock.set(0);
        return clock;
    }

    boolean canBeSet() {
        return library != null;
    }

    /// Sets it.
    ///
    /// @param seconds forward; below 0 back
    void set(int seconds) throws IOException {
        Path next = Files.writeString(file.resolveSibling("clock.next"), (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What the process has to have in its environment. Without the last one every timed wait of a JVM
    /// ends at once, by the wrong one of the clocks, and its threads spin.
    Map<String, String> variables() {
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
