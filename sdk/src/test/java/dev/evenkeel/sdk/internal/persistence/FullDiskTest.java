// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snapshot file on a real file system of 64 kB. Mounting one needs root; without, these tests are skipped.
class FullDiskTest {
    private static final FlagSet FLAGS = flags(1, 100);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory.toString()),
                "Cannot mount a small file system (needs root on Linux): the snapshot file on a full disk is not tested.");
        file = directory.resolve("flags.json");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", directory.toString());
    }

    @Test
    void keepsOldSnapshotAndLeavesNoTempFilesWhenDiskIsFull() throws IOException {
        var snapshots = new SnapshotFile(file);
        snapshots.write(FLAGS);
        snapshots.write(flags(2, 100_000));
        assertThat(snapshots.failures()).isEqualTo(1);
        assertThat(new SnapshotFile(file).read()).isEqualTo(FLAGS.toSnapshot());
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(file);
        }
        FlagSet next = flags(3, 200);
        snapshots.write(next);
        assertThat(snapshots.read()).isEqualTo(next.toSnapshot());
    }

    @Test
    void keepsOldSnapshotWhenDirectoryIsReadOnly() throws Exception {
        var snapshots = new SnapshotFile(file);
        snapshots.write(FLAGS);
        assertThat(run("mount", "-o", "remount,ro", directory.toString())).isTrue();
        snapshots.write(flags(2, 10));
        assertThat(snapshots.failures()).isEqualTo(1);
        assertThat(snapshots.read()).isEqualTo(FLAGS.toSnapshot());
    }

    private static FlagSet flags(long revision, int length) {
        return FlagSet.of(new SnapshotMessage(
                "default", revision, Json.of("{'flags':{},'metadata':{'x':'%s'}}", "x".repeat(length))));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
