// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static dev.evenkeel.engine.format.QuantityFormatter.formatElapsed;

import java.time.Duration;
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
            "Configure the proxy to pass /sdk/v1/stream and /api/v1/.../events without buffering and compression,"
                    + " and with a read timeout of 20 s or more. In nginx: proxy_buffering off, proxy_read_timeout 20s"
                    + " (deploy/nginx.conf).";

    /// Checks whether the stream arrives without delays, for example by a proxy that buffers it.
    public DiagnosticFinding diagnose() {
        if (closed) {
            return DiagnosticFinding.fail(CHECK, "closed after " + formatElapsed(waited), REMEDY);
        }
        if (firstEvent == null) {
            return DiagnosticFinding.fail(
                    CHECK, "no data within " + formatElapsed(waited) + ": a proxy buffers the stream", REMEDY);
        }
        if (secondEvent == null) {
            return DiagnosticFinding.fail(
                    CHECK,
                    "flags after " + formatElapsed(firstEvent) + ", then no keep-alive for " + formatElapsed(waited)
                            + ": a proxy buffers small messages",
                    REMEDY);
        }
        String seen =
                "flags after " + formatElapsed(firstEvent) + ", keep-alive " + formatElapsed(secondEvent) + " later";
        return firstEvent.minus(baseline).compareTo(LATE) > 0
                ? DiagnosticFinding.fail(
                        CHECK,
                        seen + ", but a small request takes " + formatElapsed(baseline)
                                + ": a proxy buffers the stream",
                        REMEDY)
                : DiagnosticFinding.ok(CHECK, seen);
    }
}
