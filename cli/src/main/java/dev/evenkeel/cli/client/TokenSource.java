// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import dev.evenkeel.cli.terminal.IoErrorFormatter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The source of a profile's token. The profile itself contains no secret.
public sealed interface TokenSource {
    /// Reads the token.
    ///
    /// @param environment environment variables of this process
    /// @throws InvalidProfileException when no token is available
    String readToken(Map<String, String> environment) throws InterruptedException;

    /// Formats the source for users, such as `file /home/anna/token`, without the token.
    String describe();

    /// A file readable only by its owner; its first line is the token.
    record TokenFile(Path path) implements TokenSource {
        private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);

        @Override
        public String readToken(Map<String, String> environment) {
            try {
                if (!isPrivate()) {
                    throw new InvalidProfileException("Other users can read or write the token file " + path
                            + ". Restrict the file: chmod 600 " + path);
                }
                return firstLine(Files.readString(path), describe());
            } catch (IOException e) {
                throw new InvalidProfileException(
                        "Cannot read the token file " + path + ": " + IoErrorFormatter.formatReason(e));
            }
        }

        /* File systems without POSIX permissions pass. */
        private boolean isPrivate() throws IOException {
            return !Files.getFileStore(path).supportsFileAttributeView("posix")
                    || Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
        }

        @Override
        public String describe() {
            return "file " + path;
        }
    }

    /// An environment variable.
    record TokenVariable(String name) implements TokenSource {
        @Override
        public String readToken(Map<String, String> environment) {
            @Nullable String value = environment.get(name);
            if (value == null) {
                throw new InvalidProfileException("The profile reads the token from the variable " + name
                        + ", which is not set. Set it, or pass --token TOKEN.");
            }
            return firstLine(value, describe());
        }

        @Override
        public String describe() {
            return "variable " + name;
        }
    }

    /// A shell command that prints the token, such as that of a password manager. It can prompt on the
    /// terminal.
    record TokenShellCommand(String command) implements TokenSource {
        @Override
        public String readToken(Map<String, String> environment) throws InterruptedException {
            try {
                Process process = new ProcessBuilder("sh", "-c", command)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exitCode = process.waitFor();
                if (exitCode != 0) {
                    throw new InvalidProfileException(
                            "The token command failed with exit code " + exitCode + ": " + command);
                }
                return firstLine(answer, describe());
            } catch (IOException e) {
                throw new InvalidProfileException("Cannot run the token command: " + IoErrorFormatter.formatReason(e));
            }
        }

        @Override
        public String describe() {
            return "command " + command;
        }
    }

    private static String firstLine(String text, String where) {
        String line = text.lines().findFirst().orElse("").strip();
        if (line.isEmpty()) {
            throw new InvalidProfileException("No token from " + where + ": its first line is empty.");
        }
        return line;
    }
}
