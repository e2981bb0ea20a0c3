// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A watcher of the override file, with or without a server: polls it twice per second. An invalid file
/// changes nothing and is logged; without the file nothing is overridden. The loop of one thread; ends when
/// that thread is interrupted.
public final class OverrideFileWatcher implements Runnable {
    private static final System.Logger LOG = System.getLogger("dev.evenkeel.sdk");
    private static final long PAUSE_NANOS = 500_000_000;

    private final Path file;
    private final Consumer<Map<String, String>> override;
    private byte @Nullable [] known;
    private String complaint = "";

    /// @param override receives the variants by flag key
    public OverrideFileWatcher(Path file, Consumer<Map<String, String>> override) {
        this.file = file;
        this.override = override;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            runOnce();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /// Reads the file and applies it.
    public void runOnce() {
        try {
            apply(content());
            complaint = "";
        } catch (IOException | MalformedMessageException e) {
            logProblem(String.valueOf(e.getMessage()));
        }
    }

    private byte @Nullable [] content() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void apply(byte @Nullable [] content) {
        if (Arrays.equals(content, known)) {
            return;
        }
        Map<String, String> variants = content == null ? Map.of() : WireCodec.decodeOverrides(content);
        known = content;
        override.accept(variants);
        LOG.log(
                Level.WARNING,
                variants.isEmpty()
                        ? "Evenkeel: no flag is overridden; " + file + " is missing or empty"
                        : "Evenkeel: " + file + " overrides " + variants + " regardless of the server");
    }

    private void logProblem(String problem) {
        if (!problem.equals(complaint)) {
            LOG.log(
                    Level.WARNING,
                    "Evenkeel cannot use the override file " + file + "; earlier overrides stay active. Required"
                            + " format: {\"flag-key\":\"variant\"}. " + problem.replace('\n', ' '));
        }
        complaint = problem;
    }
}
