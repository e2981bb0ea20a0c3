// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writer of the journal that [ProcessJournal#read] reads. Thread-safe.
final class ProcessJournalWriter {
    private final FileChannel file;

    ProcessJournalWriter(Path path) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void writeStart(String instance, String environment) {
        write("I " + instance + " " + environment);
    }

    void writeRevision(long revision) {
        write("R " + revision);
    }

    void writeCall(String rollout, long revision, int exposure, String variant) {
        write("C " + rollout + " " + revision + " " + exposure + " " + variant);
    }

    void writeAcknowledged(long calls) {
        write("A " + calls);
    }

    void writeError(String what) {
        write("E " + what.replace('\n', ' '));
    }

    /* One system call per line, so that lines of two threads do not mix. */
    private void write(String line) {
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be written", e);
        }
    }
}
