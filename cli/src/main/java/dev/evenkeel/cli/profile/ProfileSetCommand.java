// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerProfile;
import dev.evenkeel.cli.client.ServerProfileStore;
import dev.evenkeel.cli.client.TokenSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel profile set` command: creates or updates a profile.
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a profile, or changes it: what is not given stays. The first one is in use at once. It holds no token: that",
            "comes from a file that is yours alone, a variable, or a command such as a password manager's; --token-stdin keeps",
            "one in a file beside the profiles.",
            "",
            "Examples:",
            "  ./evenkeel profile set staging --server https://keel.staging.example --token-stdin < token.txt",
            "  ./evenkeel profile set production --server https://keel.example --environment production \\",
            "      --token-command \"pass show evenkeel/production\" --confirm",
            ""
        })
final class ProfileSetCommand extends AbstractProfileCommand {
    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    @Option(names = "--server", paramLabel = "URL", description = "Its address; needed for a new one.")
    private @Nullable URI server;

    @Option(names = "--environment", paramLabel = "NAME", description = "What is meant there where none is named.")
    private @Nullable String environment;

    @ArgGroup
    private @Nullable TokenOptions secret;

    @Option(
            names = "--confirm",
            negatable = true,
            description = "Commands that change something ask before, on a terminal; --yes answers them.")
    private @Nullable Boolean confirm;

    /// The options for the source of the token.
    static final class TokenOptions {
        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "A file, yours alone, whose first line it is.")
        private @Nullable Path file;

        @Option(names = "--token-variable", paramLabel = "NAME", description = "A variable of the environment.")
        private @Nullable String variable;

        @Option(
                names = "--token-command",
                paramLabel = "COMMAND",
                description = "A command of the shell that prints it.")
        private @Nullable String command;

        @Option(names = "--token-stdin", description = "Standard input: its first line is kept, for you alone to read.")
        private boolean stdin;
    }

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        ServerProfile.requireValidName(name);
        @Nullable ServerProfile before = profiles.profiles().get(name);
        URI address = server == null && before != null ? before.server() : server;
        if (address == null) {
            throw usageError("--server is needed: there is no profile " + name + " yet");
        }
        if (secret == null && before != null && before.token() != null && !address.equals(before.server())) {
            throw usageError("the token of " + name + " is one of " + before.server()
                    + ": say where that of the other server comes from");
        }
        var profile = new ServerProfile(
                address,
                environment == null && before != null ? before.environment() : environment,
                secret == null ? (before == null ? null : before.token()) : source(profiles, secret),
                confirm == null ? before != null && before.confirm() : confirm);
        SortedMap<String, ServerProfile> all = new TreeMap<>(profiles.profiles());
        all.put(name, profile);
        var written = new ServerProfileStore(
                profiles.folder(), profiles.profiles().isEmpty() ? name : profiles.active(), all);
        written.write();
        return new ProfileCommandOutput(toJson(written, name), formatProfile(written, name));
    }

    private TokenSource source(ServerProfileStore profiles, TokenOptions given) {
        if (given.file != null) {
            return new TokenSource.TokenFile(given.file.toAbsolutePath().normalize());
        }
        if (given.variable != null) {
            return new TokenSource.TokenVariable(given.variable);
        }
        return given.stdin
                ? profiles.saveToken(name, line())
                : new TokenSource.TokenShellCommand(Objects.requireNonNull(given.command));
    }

    private String line() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line != null && !line.isBlank()) {
                return line.strip();
            }
        } catch (IOException e) {
            throw usageError("--token-stdin: standard input cannot be read: " + e);
        }
        throw usageError("--token-stdin: standard input has no line with the token");
    }
}
