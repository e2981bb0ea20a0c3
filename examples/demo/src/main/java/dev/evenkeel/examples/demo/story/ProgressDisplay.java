// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import java.io.PrintStream;
import java.util.function.Consumer;

/// Progress output on a terminal: permanent lines, and below them one line that is overwritten.
///
/// If the output is not a terminal, the transient line is printed at most every five seconds.
public final class ProgressDisplay {
    private static final long QUIET_NANOS = 5_000_000_000L;
    private static final long SOON_SECONDS = 3;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private long lastPrinted = System.nanoTime() - QUIET_NANOS;
    private boolean moving;

    /// @param out output stream
    /// @param terminal whether the output is a terminal that supports ANSI codes
    public ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// Prints a headline.
    void title(String text) {
        line("");
        line(terminal ? "\u001b[1m" + text + "\u001b[0m" : text);
    }

    /// Prints a permanent line.
    public void line(String text) {
        if (moving) {
            out.print(CLEAR_LINE);
            moving = false;
        }
        out.println(text);
        out.flush();
    }

    /// Returns the transient line of a wait that begins now: its description and, after some seconds, the
    /// time waited.
    Consumer<String> waiting() {
        long began = System.nanoTime();
        return what -> {
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            progress(seconds < SOON_SECONDS ? what : what + ", for " + seconds + " s");
        };
    }

    /// Overwrites the transient line.
    private void progress(String text) {
        if (terminal) {
            out.print(CLEAR_LINE + text);
            out.flush();
            moving = true;
        } else if (System.nanoTime() - lastPrinted >= QUIET_NANOS) {
            lastPrinted = System.nanoTime();
            out.println(text);
            out.flush();
        }
    }
}
