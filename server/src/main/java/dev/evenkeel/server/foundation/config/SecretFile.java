// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Consumer;

/// A file that contains secrets.
final class SecretFile {
    private static final int MAX_BYTES = 64 << 10;
    private static final Set<PosixFilePermission> TOO_OPEN =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    private SecretFile() {}

    /// Returns the content without surrounding white space.
    ///
    /// @param name name of the option, for messages
    /// @param warn receives a warning when other users can read or change the file
    /// @throws CommandLineUsageException when the file cannot be read, is empty or is larger than 64 KiB
    static String read(String name, Path file, Consumer<String> warn) {
        return read(name, file, "To create it: (umask 077; openssl rand -hex 32 > " + file + ")", warn);
    }

    /// Returns the content without surrounding white space.
    ///
    /// @param remedy what to do when the file is absent or empty, for messages
    static String read(String name, Path file, String remedy, Consumer<String> warn) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw new CommandLineUsageException(
                        name + ": " + file + " is larger than 64 KiB. Specify a smaller file.");
            }
            String content = Files.readString(file).strip();
            if (content.isEmpty()) {
                throw new CommandLineUsageException(name + ": " + file + " is empty. " + remedy);
            }
            warnIfTooOpen(file, warn);
            return content;
        } catch (NoSuchFileException e) {
            throw new CommandLineUsageException(name + ": " + file + " does not exist. " + remedy);
        } catch (AccessDeniedException e) {
            throw new CommandLineUsageException(
                    name + ": no permission to read " + file + ". Make the user who runs the server its owner.");
        } catch (IOException e) {
            throw new CommandLineUsageException(
                    name + ": cannot read " + file + ": " + e.getMessage() + ". Specify a text file.");
        }
    }

    private static void warnIfTooOpen(Path file, Consumer<String> warn) throws IOException {
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(TOO_OPEN::contains)) {
                warn.accept("Warning: other users can read or change " + file + ". Run: chmod 600 " + file);
            }
        } catch (UnsupportedOperationException e) {
            /* This file system has no permissions. */
        }
    }
}
