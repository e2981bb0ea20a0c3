// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the token of a profile comes from. The profile itself holds no secret.
public sealed interface TokenSource {
    /// The token.
    ///
    /// @param environment variables of this process
    /// @throws InvalidProfileException when there is none
    String token(Map<String, String> environment) throws InterruptedException;

    /// What people read of it, such as `file /home/anna/token`; never the token.
    String words();

    /// A file that its owner alone may read; its first line is the token.
    record TokenFile(Path path) implements TokenSource {
        private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.GROUP_WRITE,
                PosixFilePermission.OTHERS_READ,
                PosixFilePermission.OTHERS_WRITE);

        @Override
        public String token(Map<String, String> environment) {
            try {
                if (!isPrivate()) {
                    throw new InvalidProfileException("Others may read or write the token file " + path
                            + ". Make it yours alone: chmod 600 " + path);
                }
                return firstLine(Files.readString(path), words());
            } catch (IOException e) {
                throw new InvalidProfileException("The token file " + path + " cannot be read: " + e);
            }
        }

        /* Where files have no owner's permissions, there is nothing to say against it. */
        private boolean isPrivate() throws IOException {
            return !Files.getFileStore(path).supportsFileAttributeView("posix")
                    || Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
        }

        @Override
        public String words() {
            return "file " + path;
        }
    }

    /// A variable of the environment.
    record TokenVariable(String name) implements TokenSource {
        @Override
        public String token(Map<String, String> environment) {
            @Nullable String value = environment.get(name);
            if (value == null) {
                throw new InvalidProfileException("The token is to be in " + name + ", which is not set.");
            }
            return firstLine(value, words());
        }

        @Override
        public String words() {
            return "variable " + name;
        }
    }

    /// A command of the shell that prints it, such as a password manager's. It may ask on the terminal.
    record TokenShellCommand(String command) implements TokenSource {
        @Override
        public String token(Map<String, String> environment) throws InterruptedException {
            try {
                Process process = new ProcessBuilder("sh", "-c", command)
                        .redirectInput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exitCode = process.waitFor();
                if (exitCode != 0) {
                    throw new InvalidProfileException(
                            "The token's command ended with exit code " + exitCode + ": " + command);
                }
                return firstLine(answer, words());
            } catch (IOException e) {
                throw new InvalidProfileException("The token's command cannot be run: " + e);
            }
        }

        @Override
        public String words() {
            return "command " + command;
        }
    }

    private static String firstLine(String text, String where) {
        String line = text.lines().findFirst().orElse("").strip();
        if (line.isEmpty()) {
            throw new InvalidProfileException("There is no token: the first line is empty of " + where + ".");
        }
        return line;
    }
}
