// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/// A live view on the terminal's alternate screen, repainted in place. Prints its last content to the main
/// screen when it ends, also on Ctrl-C. Thread-safe.
public final class LiveTerminalScreen implements AutoCloseable {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";
    private static final Pattern BAD =
            Pattern.compile("\\b(BREACHED|ROLL_BACK|ROLLED_BACK|ABORT|ABORTED|NO_DATA|SOURCE_FAILED)\\b");
    private static final Pattern GOOD = Pattern.compile("\\b(SHOWN|ADVANCE|COMPLETE|COMPLETED)\\b");

    private final PrintWriter out;
    private final boolean colours;
    private final Terminal.Size size;
    private final Thread onExit = new Thread(this::restoreScreen, "evenkeel-leave-screen");
    private List<String> shown = List.of();
    private boolean left;

    /// @param size size of the terminal; longer content is truncated
    /// @param colours whether to colour statuses
    public LiveTerminalScreen(PrintWriter out, Terminal.Size size, boolean colours) {
        this.out = out;
        this.size = size;
        this.colours = colours;
        Runtime.getRuntime().addShutdownHook(onExit);
        out.print(ENTER);
    }

    public synchronized void show(List<String> lines) {
        if (left) {
            return;
        }
        shown = lines;
        var screen = new StringBuilder(HOME);
        int most = Math.min(lines.size(), size.rows() - 1);
        for (String line : lines.subList(0, most)) {
            String cut = line.length() > size.columns() ? line.substring(0, size.columns()) : line;
            screen.append(colorize(cut)).append(REST_OF_LINE).append("\r\n");
        }
        out.print(screen.append(REST_OF_SCREEN));
        out.flush();
    }

    private String colorize(String line) {
        if (!colours) {
            return line;
        }
        String good = GOOD.matcher(line).replaceAll("\u001b[32m$1\u001b[0m");
        return BAD.matcher(good).replaceAll("\u001b[1;31m$1\u001b[0m");
    }

    private synchronized void restoreScreen() {
        if (!left) {
            left = true;
            out.print(LEAVE);
            shown.forEach(out::println);
            out.flush();
        }
    }

    @Override
    public void close() {
        restoreScreen();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook has nothing left to do.
        }
    }
}
