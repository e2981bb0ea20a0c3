// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Timings of a flag stream, on which the server sends the flags at once and a message at least every five
/// seconds.
///
/// @param baseline duration of an ordinary small request on the same path
/// @param firstEvent from the request to the end of the first event; null when it did not arrive
/// @param secondEvent from there to the next message; null when none arrived
/// @param waited duration of the last wait, or until the stream was closed
/// @param closed whether the stream was closed meanwhile
public record FlagStreamTimings(
        Duration baseline,
        @Nullable Duration firstEvent,
        @Nullable Duration secondEvent,
        Duration waited,
        boolean closed) {
    private static final String CHECK = "streams";
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final String REMEDY =
            "Let whatever stands between pass /sdk/v1/stream and /api/v1/.../events without buffering and without"
                    + " compression, with 20 s of silence allowed: nginx proxy_buffering off, proxy_read_timeout 20s"
                    + " (docs/deploy/nginx.conf).";

    /// Checks whether the stream arrives without delays, for example by a proxy that buffers it.
    public DiagnosticFinding diagnose() {
        if (closed) {
            return DiagnosticFinding.fail(CHECK, "closed after " + formatSeconds(waited), REMEDY);
        }
        if (firstEvent == null) {
            return DiagnosticFinding.fail(
                    CHECK, "nothing arrived within " + formatSeconds(waited) + ", so something holds it back", REMEDY);
        }
        if (secondEvent == null) {
            return DiagnosticFinding.fail(
                    CHECK,
                    "the flags after " + formatSeconds(firstEvent) + ", then nothing for " + formatSeconds(waited)
                            + ": small pieces are held back",
                    REMEDY);
        }
        String seen = "the flags after " + formatSeconds(firstEvent) + ", a sign of life " + formatSeconds(secondEvent)
                + " later";
        return firstEvent.minus(baseline).compareTo(LATE) > 0
                ? DiagnosticFinding.fail(
                        CHECK,
                        seen + ", where a small request takes " + formatSeconds(baseline) + ": held back",
                        REMEDY)
                : DiagnosticFinding.ok(CHECK, seen);
    }

    private static String formatSeconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
    }
}
