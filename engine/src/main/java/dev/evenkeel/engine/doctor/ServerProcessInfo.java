// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Facts that a server reports about itself.
///
/// @param version version of Evenkeel; null when it runs from unpackaged classes
/// @param heapBytes maximum heap size
/// @param memoryBytes memory of the machine, or of its container limit
/// @param streams maximum number of concurrent streams
/// @param embedded whether it uses the embedded database
/// @param clockSkewMillis how far its clock is ahead of the database's
/// @param at current time of its clock
public record ServerProcessInfo(
        @Nullable String version,
        JavaRuntimeInfo java,
        long heapBytes,
        long memoryBytes,
        OpenFileLimit files,
        int streams,
        boolean embedded,
        long clockSkewMillis,
        Instant at) {
    private static final long MEGA = 1L << 20;
    /* Part of -Xmx512m is not reported. */
    private static final long LITTLE_HEAP = 480 * MEGA;
    private static final double MUCH_OF_MEMORY = 0.8;
    private static final Duration TOLERATED = Duration.ofMillis(500);

    /// Returns the findings.
    ///
    /// @param own version of the requesting Evenkeel; null when unknown
    public List<DiagnosticFinding> diagnose(@Nullable String own) {
        List<DiagnosticFinding> findings = new ArrayList<>();
        findings.add(checkVersion(own));
        findings.add(java.diagnose("java of the server"));
        findings.add(checkHeap());
        findings.add(files.diagnose("open files of the server", streams));
        findings.add(checkDatabase());
        findings.add(new ClockSkew(Duration.ofMillis(clockSkewMillis), Duration.ZERO)
                .diagnose(
                        "clock of the server against the database",
                        TOLERATED,
                        "The server decides by the database's clock; its log and its traces are wrong by as much."));
        return findings;
    }

    private DiagnosticFinding checkVersion(@Nullable String own) {
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

    private DiagnosticFinding checkHeap() {
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

    private DiagnosticFinding checkDatabase() {
        return embedded
                ? DiagnosticFinding.warn(
                        "database",
                        "the embedded one",
                        "It is for trying out, and nobody backs it up. In production: --database-url with a PostgreSQL"
                                + " of your own.")
                : DiagnosticFinding.ok("database", "one of its own");
    }
}
