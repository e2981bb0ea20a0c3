// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of heads, JSON Lines, only ever appended to.
///
/// @param file path of it
/// @param key id of the key that signs its heads: a file is a server's own, so it is told apart by it
record FileHeadDestination(Path file, String key) implements HeadDestination {
    /// Says so when nothing can be appended.
    static void requireWritable(Path file) {
        try (FileChannel channel = append(file)) {
            channel.size();
        } catch (IOException e) {
            throw new CommandLineUsageException("--audit-heads: cannot write " + file + ": " + e
                    + ". Name a file in a folder that is there and can be written.");
        }
    }

    @Override
    public String name() {
        return file.toAbsolutePath().normalize() + " by key " + key;
    }

    /// Appends a line and waits until the disk has it. A line that an earlier end left unfinished stays
    /// by itself.
    @Override
    public void put(SignedChainHead head) throws IOException {
        String line = (hasUnfinishedLine() ? "\n" : "") + head.line() + "\n";
        try (FileChannel channel = append(file)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private boolean hasUnfinishedLine() throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    private static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
