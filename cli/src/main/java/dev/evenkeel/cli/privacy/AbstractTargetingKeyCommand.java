// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A base class of commands for one targeting key, which is sent in the request body.
abstract class AbstractTargetingKeyCommand extends AbstractServerCommand {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The targeting key. With -, it is read from standard input, which keeps it out of the process list"
                            + " and the shell history.")
    private String key = "";

    private @Nullable String read;

    /// Returns the given key.
    private String targetingKey() {
        if (!key.equals("-")) {
            return key;
        }
        if (read == null) {
            read = readLine();
        }
        return read;
    }

    /// Whether to read the key from standard input.
    final boolean readsKeyFromInput() {
        return key.equals("-");
    }

    private String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
        } catch (IOException e) {
            throw usageError("--key -: cannot read standard input: " + e.getMessage());
        }
        throw usageError("--key -: standard input is empty. Write the key as its first line.");
    }

    /// Creates the request for the key, in all environments unless one is named.
    final PersonalDataRequest toRequest(@Nullable String reason) {
        return new PersonalDataRequest(targetingKey(), isGiven("--environment") ? environment() : null, reason);
    }
}
