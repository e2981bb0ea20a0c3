// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a stream of flags arrived, on which the server says the flags at once, and something every five seconds.
///
/// @param answered how long an ordinary small request takes on the same way
/// @param first from the request to the end of the first event; null when it never came
/// @param next from there to whatever came next; null when nothing did
/// @param waited how long the last wait was, or until the stream was closed
/// @param closed whether somebody closed the stream meanwhile
public record FlagStreamTimings(
        Duration answered,
        @Nullable Duration first,
        @Nullable Duration next,
        Duration waited,
        boolean closed) {
    private static final String CHECK = "streams";
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final String REMEDY =
            "Let whatever stands between pass /sdk/v1/stream and /api/v1/.../events without buffering and without"
                    + " compression, with 20 s of silence allowed: nginx proxy_buffering off, proxy_read_timeout 20s"
                    + " (docs/deploy/nginx.conf).";

    /// Whether something holds it back.
    public DiagnosticFinding finding() {
        if (closed) {
            return DiagnosticFinding.fail(CHECK, "closed after " + seconds(waited), REMEDY);
        }
        if (first == null) {
            return DiagnosticFinding.fail(
                    CHECK, "nothing arrived within " + seconds(waited) + ", so something holds it back", REMEDY);
        }
        if (next == null) {
            return DiagnosticFinding.fail(
                    CHECK,
                    "the flags after " + seconds(first) + ", then nothing for " + seconds(waited)
                            + ": small pieces are held back",
                    REMEDY);
        }
        String seen = "the flags after " + seconds(first) + ", a sign of life " + seconds(next) + " later";
        return first.minus(answered).compareTo(LATE) > 0
                ? DiagnosticFinding.fail(
                        CHECK, seen + ", where a small request takes " + seconds(answered) + ": held back", REMEDY)
                : DiagnosticFinding.ok(CHECK, seen);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }
}
