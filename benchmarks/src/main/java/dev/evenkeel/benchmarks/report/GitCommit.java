// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reader of a working tree's version from git.
public final class GitCommit {
    private static final int SHORT = 8;

    private GitCommit() {}

    /// Returns the abbreviated commit that is checked out, with `+changes` if tracked files differ from it;
    /// `unknown` without git.
    public static String describe(Path home) {
        try {
            String hash = shorten(run(home, "rev-parse", "HEAD"));
            return run(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? hash : hash + "+changes";
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String shorten(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }

    private static String run(Path home, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (git.waitFor() != 0) {
                throw new IOException("git " + String.join(" ", arguments) + " failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while git ran", e);
        }
        return output;
    }
}
