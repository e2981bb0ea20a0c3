// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import java.io.PrintStream;
import java.util.function.Consumer;

/// Progress on a terminal: lines that stay, and below them one line that is painted over.
///
/// Where the output is not a terminal the moving line is printed at most every five seconds. Confined to one
/// thread.
public final class ProgressDisplay {
    private static final long QUIET_NANOS = 5_000_000_000L;
    private static final long SOON_SECONDS = 3;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private long lastPrinted = System.nanoTime() - QUIET_NANOS;
    private boolean moving;

    /// @param out where progress goes
    /// @param terminal whether that is a terminal that understands ANSI codes
    public ProgressDisplay(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// A headline.
    void title(String text) {
        line("");
        line(terminal ? "\u001b[1m" + text + "\u001b[0m" : text);
    }

    /// A line that stays.
    public void line(String text) {
        if (moving) {
            out.print(CLEAR_LINE);
            moving = false;
        }
        out.println(text);
        out.flush();
    }

    /// The moving line of one wait that begins now: what is waited for, and after some seconds for how long.
    Consumer<String> waiting() {
        long began = System.nanoTime();
        return what -> {
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            progress(seconds < SOON_SECONDS ? what : what + ", for " + seconds + " s");
        };
    }

    /// The moving line.
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
