// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Explanations for the operator why a data directory cannot be used.
public final class DataDirectoryErrors {
    static final String LOCK_FILE = "owner.lock";
    private static final String SUPERUSER = "root";

    private DataDirectoryErrors() {}

    /// Explains why a server could not use a data directory, and what to do. Empty unless the directory is a
    /// file, or another user owns it or its lock file.
    public static Optional<String> explain(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            return Optional.of("The data directory " + directory + " is a file. Specify a directory with --data DIR;"
                    + " the server creates it if it does not exist.");
        }
        String user = System.getProperty("user.name", "");
        if (user.equals(SUPERUSER)) {
            return Optional.empty();
        }
        return Stream.of(directory, directory.resolve(LOCK_FILE))
                .flatMap(file -> findOwner(file)
                        .filter(owner -> !owner.equals(user))
                        .map(owner -> describeOwner(directory, file, owner, user))
                        .stream())
                .findFirst();
    }

    /// Describes a failed file operation without the name of an exception class.
    public static String describe(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        String reason = failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
        return reason == null ? "input/output error" : reason;
    }

    /// Returns the name of the user who owns a file; empty when it cannot be read.
    static Optional<String> findOwner(Path file) {
        try {
            return Optional.of(Files.getOwner(file).getName());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String describeOwner(Path directory, Path file, String owner, String user) {
        String what = file.equals(directory) ? "The data directory " : "The lock file ";
        return what + file + " belongs to user \"" + owner + "\", but the server runs as user \"" + user
                + "\". Start the server as user \"" + owner
                + "\", specify another directory with --data DIR, or change the owner: sudo chown -R " + user + " "
                + directory;
    }
}
