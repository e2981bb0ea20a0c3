// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import dev.evenkeel.files.report.PdfPrinter;
import java.time.Duration;
import java.util.Locale;

/// How long the demo waits: the usual times, scaled by what was measured of this machine. All of its time
/// limits are computed here.
///
/// @param slowdown how many times longer this machine takes than an idle one with two processors, above 0
/// @param thinning how many times fewer messages come than the story asks for, 1 or more
public record DemoTimeouts(double slowdown, double thinning) {
    /// Those of an idle machine with two processors.
    public static final DemoTimeouts USUAL = new DemoTimeouts(1, 1);

    /* A measurement that says more than this was a stall. */
    private static final double MOST = 40;
    private static final double WORTH_SAYING = 1.3;
    private static final Duration USUAL_START = Duration.ofSeconds(12);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PAYMENT = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final Duration LAST_OUTCOMES = Duration.ofSeconds(10);

    /// The same on a machine that turned out to be this slow, if that is slower.
    public DemoTimeouts slowedTo(double measured) {
        return new DemoTimeouts(Math.max(slowdown, Math.min(MOST, measured)), thinning);
    }

    /// Those of a machine on which the programs took this long to start. That is measured over a longer time
    /// than anything before it, and takes its place.
    public DemoTimeouts startedIn(Duration took) {
        return new DemoTimeouts(1, thinning).slowedTo(ratio(took, USUAL_START));
    }

    /// The same for a story that gets so many times fewer messages, if those are fewer.
    public DemoTimeouts thinnedTo(double measured) {
        return new DemoTimeouts(slowdown, Math.max(thinning, measured));
    }

    /// For a program to become ready.
    public Duration start() {
        return times(START, slowdown);
    }

    /// For the answer to one payment message.
    public Duration payment() {
        return times(PAYMENT, slowdown);
    }

    /// For the answer to one request to an API.
    public Duration request() {
        return times(REQUEST, slowdown);
    }

    /// For a browser to print a document.
    public Duration print() {
        return times(PdfPrinter.PATIENCE, slowdown);
    }

    /// For the outcomes of the last calls to reach the server.
    public Duration lastOutcomes() {
        return times(LAST_OUTCOMES, slowdown);
    }

    /// For evidence from messages.
    ///
    /// @param usual time limit at the usual number of messages a second
    public Duration evidence(Duration usual) {
        return times(usual, Math.max(slowdown, thinning));
    }

    /// Like `3.2 times slower than usual`.
    public String describe() {
        return slowdown < WORTH_SAYING
                ? "about as fast as usual"
                : String.format(Locale.ROOT, "%.1f times slower than usual, so time limits are longer", slowdown);
    }

    private static Duration times(Duration usual, double factor) {
        return Duration.ofMillis(Math.round(usual.toMillis() * factor));
    }

    private static double ratio(Duration measured, Duration usual) {
        return (double) measured.toMillis() / usual.toMillis();
    }
}
