// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.FlagSet;
import dev.evenkeel.core.wire.SnapshotMessage;
import dev.evenkeel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
    private static final SnapshotMessage SNAPSHOT = new SnapshotMessage("default", 41, Json.of("{'flags':{}}"));

    private static final FlagSet FLAGS = FlagSet.of(SNAPSHOT);

    @TempDir
    Path directory;

    @Test
    void returnsLastWrittenSnapshot() throws IOException {
        Path path = directory.resolve("flags.json");
        var file = new SnapshotFile(path);
        assertThat(file.read()).isNull();
        file.write(FLAGS);
        var next = new SnapshotMessage("default", 42, Json.of("{'flags':{}}"));
        file.write(FlagSet.of(next));
        assertThat(new SnapshotFile(path).read()).isEqualTo(next);
        assertThat(file.failures()).isZero();
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void countsAndReplacesUnreadableFile() throws IOException {
        Path path = directory.resolve("flags.json");
        Files.writeString(path, Json.of("{'environment':'default','revi"));
        var file = new SnapshotFile(path);
        assertThat(file.read()).isNull();
        assertThat(file.failures()).isEqualTo(1);
        file.write(FLAGS);
        assertThat(file.read()).isEqualTo(SNAPSHOT);
    }

    @Test
    void detectsAnyModifiedOrMissingByte() throws IOException {
        Path path = directory.resolve("flags.json");
        new SnapshotFile(path).write(FLAGS);
        byte[] written = Files.readAllBytes(path);
        var file = new SnapshotFile(path);
        for (int i = 0; i < written.length; i++) {
            byte[] damaged = written.clone();
            damaged[i] ^= 1;
            Files.write(path, damaged);
            assertThat(file.read()).as("byte %d", i).isNull();
        }
        Files.write(path, Arrays.copyOf(written, written.length - 1));
        assertThat(file.read()).as("without the last byte").isNull();
        assertThat(file.failures()).isEqualTo(written.length + 1L);
        Files.write(path, written);
        assertThat(file.read()).isEqualTo(SNAPSHOT);
    }

    @Test
    void countsFailedWrites() {
        var file = new SnapshotFile(directory.resolve("missing").resolve("flags.json"));
        file.write(FLAGS);
        file.write(FLAGS);
        assertThat(file.failures()).isEqualTo(2);
    }

    @Test
    void leavesNoTempFilesWhenWriteFails() throws IOException {
        Path path = directory.resolve("flags.json");
        Files.createDirectories(path.resolve("in the way"));
        var file = new SnapshotFile(path);
        file.write(FLAGS);
        assertThat(file.failures()).isEqualTo(1);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(path);
        }
    }

    @Test
    void storesNothingWithoutPath() {
        var file = new SnapshotFile(null);
        file.write(FLAGS);
        assertThat(file.read()).isNull();
        assertThat(file.failures()).isZero();
    }
}
