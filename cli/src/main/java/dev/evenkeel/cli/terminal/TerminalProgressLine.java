// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongConsumer;

/// The progress of a long operation, in a line of the terminal that is updated five times a second; no output
/// without a terminal. Not thread-safe.
public final class TerminalProgressLine implements LongConsumer, AutoCloseable {
    private static final long PAUSE_NANOS = 200_000_000;
    private static final String CLEARED = "\r" + " ".repeat(60) + "\r";

    private final PrintWriter err;
    private final boolean visible;
    private final String of;
    private long shownNanos = System.nanoTime();

    /// @param all total; 0 when unknown
    public TerminalProgressLine(PrintWriter err, long all) {
        this.err = err;
        this.visible = Terminal.isInteractive();
        this.of = all == 0 ? " entries" : String.format(Locale.ROOT, " of %,d entries", all);
    }

    @Override
    public void accept(long done) {
        if (visible && System.nanoTime() - shownNanos > PAUSE_NANOS) {
            shownNanos = System.nanoTime();
            err.printf(Locale.ROOT, "\r%,d%s", done, of);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (visible) {
            err.print(CLEARED);
            err.flush();
        }
    }
}
