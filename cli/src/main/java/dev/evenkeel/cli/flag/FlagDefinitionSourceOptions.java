// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The options for the source of a definition: files, or a server, with its flags as services get them; a
/// picocli mixin.
final class FlagDefinitionSourceOptions {
    private static final String FLAGS = "--flags";
    private static final String SDK_KEY_VARIABLE = "EVENKEEL_SDK_KEY";

    @Option(
            names = FLAGS,
            paramLabel = "FILE",
            description = "File with flag definitions in flagd format, JSON or YAML, instead of a server. Repeatable;"
                    + " the last definition of a flag wins.")
    private List<Path> files = List.of();

    /* Instead of an API token: the request is that of a service. */
    @Option(
            names = "--sdk-key",
            paramLabel = "KEY",
            description = "SDK key to use instead of an API token; without a token, EVENKEEL_SDK_KEY is used.")
    private @Nullable String sdkKey;

    /// Returns the named files; empty when the source is a server.
    List<Path> files() {
        return files;
    }

    /// Reads the definition, plain flagd JSON.
    ///
    /// @param command command to blame for a usage error in the files
    /// @param server server to call without files
    String read(CommandLine command, ServerConnectionOptions server) throws InterruptedException {
        if (!files.isEmpty()) {
            rejectServerOptions(command);
            return readFiles(command);
        }
        String key = sdkKey == null && server.apiClientIfToken().isEmpty() ? System.getenv(SDK_KEY_VARIABLE) : sdkKey;
        return key == null || key.isBlank()
                ? server.apiClient().getText(server.environmentPath() + "/flags?delivered=true")
                : fetchAsService(server.address(), key);
    }

    /* The server counts a fetch neither as use of the flags nor as a client that evaluates without reporting. */
    private static String fetchAsService(URI server, String key) throws InterruptedException {
        String snapshot = new ServerApiClient(server, key).getText("/sdk/v1/flags");
        try {
            return WireCodec.decodeSnapshot(snapshot).definition();
        } catch (MalformedMessageException e) {
            throw new ServerUnreachableException(
                    server + " is not an Evenkeel server: " + e.getMessage() + ". Check --server.", e);
        }
    }

    private static void rejectServerOptions(CommandLine command) {
        ParseResult given = command.getParseResult();
        Optional<String> other = List.of("--server", "--sdk-key", "--profile").stream()
                .filter(given::hasMatchedOption)
                .findFirst();
        if (other.isPresent()) {
            throw new ParameterException(
                    command, FLAGS + " and " + other.get() + " exclude each other. Use either files or a server.");
        }
    }

    private String readFiles(CommandLine command) {
        try {
            FlagFileLoader read = FlagFileLoader.load(files);
            read.warnings().forEach(warning -> command.getErr().println("warning: " + warning));
            return read.findDefinition().orElseThrow();
        } catch (InvalidFlagFilesException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }
}
