// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.faultinjection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// An in-memory file system of 256 kB that can be filled. Requires root.
public final class FillableDisk implements AutoCloseable {
    private static final int PIECE = 4_096;

    private final Path folder;
    private final boolean mounted;

    /// Mounts the file system if permitted; otherwise uses an ordinary folder.
    public FillableDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString()) == 0;
    }

    public Path folder() {
        return folder;
    }

    public boolean isSmall() {
        return mounted;
    }

    /// Fills the file system.
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(new byte[PIECE]);
            }
        } catch (IOException full) {
            if (!Files.exists(filler())) {
                throw full;
            }
        }
    }

    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        if (!mounted) {
            return;
        }
        try {
            run("umount", folder.toString());
        } catch (IOException e) {
            System.err.println("could not unmount " + folder + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
