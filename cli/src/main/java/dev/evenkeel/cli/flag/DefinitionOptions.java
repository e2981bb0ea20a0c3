// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.files.FlagFiles;
import dev.evenkeel.files.InvalidFlagFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where a definition comes from: files, or a server that delivers it.
final class DefinitionOptions {
    @Option(
            names = "--flags",
            paramLabel = "FILE",
            description = "A definition in flagd's format, JSON or YAML; may be repeated, later wins.")
    private List<Path> files = List.of();

    @ArgGroup(exclusive = false)
    private @Nullable Remote remote;

    /// A server that has it.
    static final class Remote {
        @Option(
                names = "--server",
                required = true,
                paramLabel = "URL",
                description = "An Evenkeel server: its flags as services get them, running rollouts included.")
        private @Nullable URI server;

        @Option(names = "--sdk-key", required = true, paramLabel = "KEY", description = "A key of the environment.")
        private String sdkKey = "";

        private URI address(CommandLine command) {
            URI address = Objects.requireNonNull(server);
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                throw new ParameterException(
                        command, "--server must be an address like http://127.0.0.1:8080, got " + address);
            }
            return address;
        }
    }

    /// The files that were named; none when a server was.
    List<Path> files() {
        return files;
    }

    /// The definition, plain flagd JSON.
    ///
    /// @param command whose use is wrong when the files are
    String read(CommandLine command) throws InterruptedException {
        if (remote != null) {
            return new DeliveredFlags(remote.address(command), remote.sdkKey).fetch();
        }
        try {
            FlagFiles read = FlagFiles.read(files);
            read.warnings().forEach(warning -> command.getErr().println("warning: " + warning));
            return read.find().orElseThrow();
        } catch (InvalidFlagFiles e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()));
        }
    }
}
