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
        findings.add(java.diagnose("server java"));
        findings.add(checkHeap());
        findings.add(files.diagnose("server open files", streams));
        findings.add(checkDatabase());
        findings.add(new ClockSkew(Duration.ofMillis(clockSkewMillis), Duration.ZERO)
                .diagnose(
                        "server clock and database clock",
                        TOLERATED,
                        "The server uses the database clock for decisions, but its logs and traces have wrong times."));
        return findings;
    }

    private DiagnosticFinding checkVersion(@Nullable String own) {
        if (version == null) {
            return DiagnosticFinding.ok("version", "unpackaged");
        }
        return own == null || own.equals(version)
                ? DiagnosticFinding.ok("version", version)
                : DiagnosticFinding.warn(
                        "version",
                        version + ", CLI " + own,
                        "Use the CLI of the server's version; other combinations are not tested.");
    }

    private DiagnosticFinding checkHeap() {
        String seen =
                String.format(Locale.ROOT, "%,d MB of heap, %,d MB of memory", heapBytes / MEGA, memoryBytes / MEGA);
        if (heapBytes < LITTLE_HEAP) {
            return DiagnosticFinding.warn(
                    "server memory",
                    seen,
                    "512 MB of heap serve 500 processes, 1 GB serves 5,000: EVENKEEL_JAVA_OPTIONS=-Xmx1g");
        }
        return heapBytes > MUCH_OF_MEMORY * memoryBytes
                ? DiagnosticFinding.warn(
                        "server memory",
                        seen,
                        "The operating system kills processes when memory runs out. Add memory, or reduce the heap:"
                                + " EVENKEEL_JAVA_OPTIONS=-Xmx512m")
                : DiagnosticFinding.ok("server memory", seen);
    }

    private DiagnosticFinding checkDatabase() {
        return embedded
                ? DiagnosticFinding.warn(
                        "database",
                        "embedded",
                        "The embedded database is for evaluation only and has no backups. In production, use your own"
                                + " PostgreSQL: --database-url (docs/guides/deploy-to-production.md).")
                : DiagnosticFinding.ok("database", "external");
    }
}
