// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.util.Locale;

/// The open file limit of a process; each stream takes one file. Java raises its own limit to the hard limit
/// when it starts, so this is `ulimit -Hn` of the process that started it.
///
/// @param used open files
/// @param limit limit; 0 or less where the system does not report it
public record OpenFileLimit(long used, long limit) {
    /* Jars, database connections, requests. */
    private static final int BESIDE_STREAMS = 1_000;
    private static final double NEARLY = 0.9;

    /// Checks whether the limit suffices.
    ///
    /// @param check whose limit it is
    /// @param streams number of streams that the process must support
    public DiagnosticFinding diagnose(String check, int streams) {
        if (limit <= 0) {
            return DiagnosticFinding.skipped(check, "unknown", "Check the limit of that process: ulimit -Hn");
        }
        String seen = String.format(Locale.ROOT, "%,d of %,d in use", used, limit);
        String remedy = String.format(
                Locale.ROOT,
                "%,d streams require %,d: set LimitNOFILE=32768 in the systemd unit, or run ulimit -n 32768 before"
                        + " the start.",
                streams,
                streams + BESIDE_STREAMS);
        if (used > NEARLY * limit) {
            return DiagnosticFinding.fail(check, seen, "New connections will soon be refused. " + remedy);
        }
        return limit < streams + BESIDE_STREAMS
                ? DiagnosticFinding.warn(check, seen, remedy)
                : DiagnosticFinding.ok(check, seen);
    }
}
