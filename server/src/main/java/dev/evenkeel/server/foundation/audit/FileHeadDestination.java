// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.audit;

import dev.evenkeel.files.audit.SignedChainHead;
import dev.evenkeel.postgres.DataDirectoryErrors;
import dev.evenkeel.server.foundation.config.CommandLineUsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// An append-only JSON Lines file of heads.
///
/// @param file path of the file
/// @param key id of the key that signs its heads. Each server has its own file, so the key is part of the
///     destination's name
record FileHeadDestination(Path file, String key) implements HeadDestination {
    /// Fails with an explanation when the file is not writable.
    ///
    /// @param option name of the option that specifies it
    static void requireWritable(String option, Path file) {
        try (FileChannel channel = openForAppend(file)) {
            channel.size();
        } catch (IOException e) {
            throw new CommandLineUsageException(option + ": cannot write " + file + ": "
                    + DataDirectoryErrors.describe(e) + ". Specify a file in an existing, writable directory.");
        }
    }

    @Override
    public String name() {
        return file.toAbsolutePath().normalize() + " by key " + key;
    }

    /// Appends a line and waits until it is on disk. An incomplete line left by a crash remains a separate
    /// line.
    @Override
    public void publish(SignedChainHead head) throws IOException {
        String line = (hasUnfinishedLine() ? "\n" : "") + head.toLine() + "\n";
        try (FileChannel channel = openForAppend(file)) {
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

    private static FileChannel openForAppend(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
