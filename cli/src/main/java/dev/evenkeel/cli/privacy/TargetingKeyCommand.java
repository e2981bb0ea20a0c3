// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.privacy;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// A question or an order about one targeting key, which goes into the body of the request.
abstract class TargetingKeyCommand extends ServerCommand {
    @Option(
            names = "--key",
            required = true,
            paramLabel = "KEY",
            description =
                    "The targeting key; - reads it as a line from standard input, where neither other people on the"
                            + " machine nor the shell's history see it.")
    private String key = "";

    private @Nullable String read;

    /// The key as it was given.
    final String key() {
        if (!key.equals("-")) {
            return key;
        }
        if (read == null) {
            read = line();
        }
        return read;
    }

    /// Whether standard input is needed for the key.
    final boolean readsKey() {
        return key.equals("-");
    }

    private String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line != null && !line.isEmpty()) {
                return line;
            }
        } catch (IOException e) {
            throw misuse("--key -: standard input cannot be read: " + e);
        }
        throw misuse("--key -: standard input has no line with the key");
    }

    /// The body of a request about the key, in all environments unless one is named.
    final ObjectNode body() {
        ObjectNode body = ServerApiClient.JSON.createObjectNode().put("key", key());
        return isGiven("--environment") ? body.put("environment", environment()) : body;
    }
}
