// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.util.Locale;

/// The files that a process may hold open at once; a stream takes one. Java raises its own limit to the
/// hard one when it starts, so this is `ulimit -Hn` of whoever started it.
///
/// @param used open now
/// @param most that may be open; 0 or less where the system does not say
public record OpenFileLimit(long used, long most) {
    /* Jars, connections to the database, requests. */
    private static final int BESIDE_STREAMS = 1_000;
    private static final double NEARLY = 0.9;

    /// Whether they suffice.
    ///
    /// @param check whose files they are
    /// @param streams that the process has to carry
    public DiagnosticFinding finding(String check, int streams) {
        if (most <= 0) {
            return DiagnosticFinding.skipped(check, "the system does not say", "Look at it there: ulimit -Hn");
        }
        String seen = String.format(Locale.ROOT, "%,d of %,d in use", used, most);
        String remedy = String.format(
                Locale.ROOT,
                "%,d streams want %,d: LimitNOFILE=32768 in the systemd unit, or ulimit -n 32768 before the start.",
                streams,
                streams + BESIDE_STREAMS);
        if (used > NEARLY * most) {
            return DiagnosticFinding.fail(check, seen, "New connections are about to be refused. " + remedy);
        }
        return most < streams + BESIDE_STREAMS
                ? DiagnosticFinding.warn(check, seen, remedy)
                : DiagnosticFinding.ok(check, seen);
    }
}
