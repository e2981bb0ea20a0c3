// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import dev.evenkeel.files.report.PdfPrinter;
import java.time.Duration;
import java.util.Locale;

/// The timeouts of the demo: defaults scaled by measurements of this machine. All time limits of the demo are
/// computed here.
///
/// @param slowdown how many times slower this machine is than an idle one with two processors, above 0
/// @param thinning how many times fewer messages arrive than the story requires, 1 or more
public record DemoTimeouts(double slowdown, double thinning) {
    /// Timeouts for an idle machine with two processors.
    public static final DemoTimeouts USUAL = new DemoTimeouts(1, 1);

    /* A higher measurement was caused by a stall. */
    private static final double MOST = 40;
    private static final double WORTH_SAYING = 1.3;
    private static final Duration USUAL_START = Duration.ofSeconds(12);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration PAYMENT = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final Duration LAST_OUTCOMES = Duration.ofSeconds(10);

    /// Returns the timeouts for a machine with the measured slowdown, if that is larger.
    public DemoTimeouts withSlowdown(double measured) {
        return new DemoTimeouts(Math.max(slowdown, Math.min(MOST, measured)), thinning);
    }

    /// Returns the timeouts for a machine on which the programs took this long to start. The start is a
    /// longer measurement than any earlier one, so it replaces them.
    public DemoTimeouts withStartTime(Duration took) {
        return new DemoTimeouts(1, thinning).withSlowdown(ratio(took, USUAL_START));
    }

    /// Returns the timeouts for a story with so many times fewer messages, if that factor is larger.
    public DemoTimeouts withThinning(double measured) {
        return new DemoTimeouts(slowdown, Math.max(thinning, measured));
    }

    /// Returns the time limit for a program to become ready.
    public Duration start() {
        return scale(START, slowdown);
    }

    /// Returns the timeout of one payment message.
    public Duration payment() {
        return scale(PAYMENT, slowdown);
    }

    /// Returns the timeout of one API request.
    public Duration request() {
        return scale(REQUEST, slowdown);
    }

    /// Returns the time limit for a browser to print a document.
    public Duration print() {
        return scale(PdfPrinter.DEFAULT_TIMEOUT, slowdown);
    }

    /// Returns the time limit for the last outcomes to reach the server.
    public Duration lastOutcomes() {
        return scale(LAST_OUTCOMES, slowdown);
    }

    /// Returns the time limit for evidence collected from messages.
    ///
    /// @param usual time limit at the usual message rate
    public Duration evidence(Duration usual) {
        return scale(usual, Math.max(slowdown, thinning));
    }

    /// Formats the slowdown, such as `3.2x slower than the reference machine`.
    public String describe() {
        return slowdown < WORTH_SAYING
                ? "about as fast as the reference machine"
                : String.format(
                        Locale.ROOT, "%.1fx slower than the reference machine; time limits are extended", slowdown);
    }

    private static Duration scale(Duration usual, double factor) {
        return Duration.ofMillis(Math.round(usual.toMillis() * factor));
    }

    private static double ratio(Duration measured, Duration usual) {
        return (double) measured.toMillis() / usual.toMillis();
    }
}
