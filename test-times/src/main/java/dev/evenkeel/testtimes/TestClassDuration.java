// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.testtimes;

import java.time.Duration;
import java.util.List;

/// How long one test class took in one JVM.
///
/// @param module folder of its module, relative to the project
/// @param className its full name; with a mark behind when it ran on another Java than most
/// @param wall from its start to its end
/// @param cpu processor time of the JVM and of all processes started by it, meanwhile
record TestClassDuration(String module, String className, Duration wall, Duration cpu) {
    private static final String SEPARATOR = "\t";

    /// Time in which it did not compute: it waited for a condition or for a processor. At least 0, since
    /// several threads may compute at once.
    Duration waiting() {
        Duration waiting = wall.minus(cpu);
        return waiting.isNegative() ? Duration.ZERO : waiting;
    }

    /// Processors used on average, in percent of one.
    long cpuPercent() {
        return wall.isZero() ? 0 : Math.round(100.0 * cpu.toNanos() / wall.toNanos());
    }

    String toLine() {
        return String.join(
                SEPARATOR, List.of(module, className, String.valueOf(wall.toMillis()), String.valueOf(cpu.toMillis())));
    }

    /// Reads what [#toLine] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else
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
