// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.time.Duration;
import java.util.List;

/// The duration of one test class in one JVM.
///
/// @param module folder of its module, relative to the project
/// @param className fully qualified name; with a suffix when it ran on a Java version other than the usual
///     one
/// @param wall from its start to its end
/// @param cpu CPU time that the JVM and all its child processes used meanwhile
record TestClassDuration(String module, String className, Duration wall, Duration cpu) {
    private static final String SEPARATOR = "\t";

    /// Returns the time in which the test waited for a condition or for a processor. At least 0, because
    /// several threads may compute at once.
    Duration waiting() {
        Duration waiting = wall.minus(cpu);
        return waiting.isNegative() ? Duration.ZERO : waiting;
    }

    /// Returns the average number of processors used, in percent of one.
    long cpuPercent() {
        return wall.isZero() ? 0 : Math.round(100.0 * cpu.toNanos() / wall.toNanos());
    }

    String toLine() {
        return String.join(
                SEPARATOR, List.of(module, className, String.valueOf(wall.toMillis()), String.valueOf(cpu.toMillis())));
    }

    /// Parses the output of [#toLine].
    ///
    /// @throws IllegalArgumentException if the line has another format
    static TestClassDuration parse(String line) {
        String[] parts = line.split(SEPARATOR, -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a time of a test class: " + line);
        }
        return new TestClassDuration(
                parts[0],
                parts[1],
                Duration.ofMillis(Long.parseLong(parts[2])),
                Duration.ofMillis(Long.parseLong(parts[3])));
    }
}
