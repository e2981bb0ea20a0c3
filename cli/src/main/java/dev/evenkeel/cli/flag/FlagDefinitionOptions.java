// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Where a definition comes from: files, or else a server, with its flags as services get them; a picocli
/// mixin.
final class FlagDefinitionOptions {
    private static final String FLAGS = "--flags";

    @Option(
            names = FLAGS,
            paramLabel = "FILE",
            description = "A definition in flagd's format, JSON or YAML, instead of a server's; may be repeated, later"
                    + " wins.")
    private List<Path> files = List.of();

    /* Instead of a token: the server is asked as services ask it. */
    @Option(names = "--sdk-key", paramLabel = "KEY", description = "A key of the environment.")
    private @Nullable String sdkKey;

    /// The files that were named; none when a server is asked.
    List<Path> files() {
        return files;
    }

    /// The definition, plain flagd JSON.
    ///
    /// @param command whose use is wrong when the files are
    /// @param server is asked when there are no files
    String read(CommandLine command, ServerConnectionOptions server) throws InterruptedException {
        if (!files.isEmpty()) {
            refuseServer(command);
            return fromFiles(command);
        }
        return sdkKey == null
                ? server.api().text(server.environmentPath() + "/flags?delivered=true")
                : new DeliveredFlagsClient(server.address(), sdkKey).fetch();
    }

    private static void refuseServer(CommandLine command) {
        ParseResult given = command.getParseResult();
        Optional<String> other = List.of("--server", "--sdk-key", "--profile").stream()
                .filter(given::hasMatchedOption)
                .findFirst();
        if (other.isPresent()) {
            throw new ParameterException(
                    command, FLAGS + " and " + other.get() + " exclude each other: name files, or a server");
        }
    }

    private String fromFiles(CommandLine command) {
        try {
            FlagFileLoader read = FlagFileLoader.read(files);
            read.warnings().forEach(warning -> command.getErr().println("warning: " + warning));
            return read.find().orElseThrow();
        } catch (InvalidFlagFilesException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }
}
