// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a server says of itself.
///
/// @param version of Evenkeel; null where it runs from classes that were never packed
/// @param heapBytes the most that its heap may take
/// @param memoryBytes of its machine, or of what it was given of it
/// @param streams that it lets in at once
/// @param embedded whether its database is the one that comes with it
/// @param clockAheadMillis how far its clock is ahead of the database's
/// @param at the time that counts for it
public record ServerProcessInfo(
        @Nullable String version,
        JavaRuntimeInfo java,
        long heapBytes,
        long memoryBytes,
        OpenFileLimit files,
        int streams,
        boolean embedded,
        long clockAheadMillis,
        Instant at) {
    private static final long MEGA = 1L << 20;
    /* Of -Xmx512m a part is not counted. */
    private static final long LITTLE_HEAP = 480 * MEGA;
    private static final double MUCH_OF_MEMORY = 0.8;
    private static final Duration TOLERATED = Duration.ofMillis(500);

    /// What is to be said of it.
    ///
    /// @param own version of Evenkeel that asks; null where that does not know
    public List<DiagnosticFinding> findings(@Nullable String own) {
        List<DiagnosticFinding> findings = new ArrayList<>();
        findings.add(versions(own));
        findings.add(java.finding("java of the server"));
        findings.add(heap());
        findings.add(files.finding("open files of the server", streams));
        findings.add(databases());
        findings.add(new ClockSkew(Duration.ofMillis(clockAheadMillis), Duration.ZERO)
                .finding(
                        "clock of the server against the database",
                        TOLERATED,
                        "The server decides by the database's clock; its log and its traces are wrong by as much."));
        return findings;
    }

    private DiagnosticFinding versions(@Nullable String own) {
        if (version == null) {
            return DiagnosticFinding.ok("version", "not packed");
        }
        return own == null || own.equals(version)
                ? DiagnosticFinding.ok("version", version)
                : DiagnosticFinding.warn(
                        "version",
                        version + ", asked by " + own,
                        "Use the command line of the server's version: only those are tested together.");
    }

    private DiagnosticFinding heap() {
        String seen =
                String.format(Locale.ROOT, "%,d MB of heap, %,d MB of memory", heapBytes / MEGA, memoryBytes / MEGA);
        if (heapBytes < LITTLE_HEAP) {
            return DiagnosticFinding.warn(
                    "memory of the server",
                    seen,
                    "512 MB carry 500 processes, 1 GB carries 5,000: EVENKEEL_JAVA_OPTIONS=-Xmx1g");
        }
        return heapBytes > MUCH_OF_MEMORY * memoryBytes
                ? DiagnosticFinding.warn(
                        "memory of the server",
                        seen,
                        "The system ends a process that wants more than there is. Give the machine more, or the heap"
                                + " less: EVENKEEL_JAVA_OPTIONS=-Xmx512m")
                : DiagnosticFinding.ok("memory of the server", seen);
    }

    private DiagnosticFinding databases() {
        return embedded
                ? DiagnosticFinding.warn(
                        "database",
                        "the embedded one",
                        "It is for trying out, and nobody backs it up. In production: --database-url with a PostgreSQL"
                                + " of your own.")
                : DiagnosticFinding.ok("database", "one of its own");
    }
}
