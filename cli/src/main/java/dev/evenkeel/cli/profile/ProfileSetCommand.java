// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerProfile;
import dev.evenkeel.cli.client.ServerProfileStore;
import dev.evenkeel.cli.client.TokenSource;
import dev.evenkeel.cli.command.ServerAddressConverter;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
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
        description = {
            "Creates or updates a profile. Options that you omit keep their values.",
            "The first profile becomes the active one. A profile contains no token, only its source: a private file,",
            "a variable, or a command such as that of a password manager. --token-stdin stores a token in such a file.",
            "",
            "Examples:",
            "  ./evenkeel profile set staging --server https://keel.staging.example --token-stdin < token.txt",
            "  ./evenkeel profile set production --server https://keel.example --environment production \\",
            "      --token-command \"pass show evenkeel/production\" --confirm",
            ""
        })
final class ProfileSetCommand extends AbstractProfileCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the profile.")
    private String name = "";

    @Option(
            names = "--server",
            paramLabel = "URL",
            converter = ServerAddressConverter.class,
            description = "Server address; required for a new profile.")
    private @Nullable URI server;

    @Option(names = "--environment", paramLabel = "NAME", description = "Default environment of the profile.")
    private @Nullable String environment;

    @ArgGroup
    private @Nullable TokenOptions secret;

    @Option(
            names = "--confirm",
            negatable = true,
            description = "Ask for confirmation before changes, on a terminal; --yes skips it.")
    private @Nullable Boolean confirm;

    /// The options for the source of the token.
    static final class TokenOptions {
        @Option(
                names = "--token-file",
                paramLabel = "FILE",
                description = "Private file whose first line is the token.")
        private @Nullable Path file;

        @Option(names = "--token-variable", paramLabel = "NAME", description = "Environment variable with the token.")
        private @Nullable String variable;

        @Option(names = "--token-command", paramLabel = "COMMAND", description = "Shell command that prints the token.")
        private @Nullable String command;

        @Option(names = "--token-stdin", description = "Store the first line of standard input in a private file.")
        private boolean stdin;
    }

    @Override
    ProfileCommandOutput execute(ServerProfileStore profiles) {
        ServerProfile.requireValidName(name);
        @Nullable ServerProfile before = profiles.profiles().get(name);
        URI address = server == null && before != null ? before.server() : server;
        if (address == null) {
            throw usageError("Missing --server URL, because profile " + name + " does not exist yet");
        }
        if (secret == null && before != null && before.token() != null && !address.equals(before.server())) {
            throw usageError("The token of profile " + name + " is for " + before.server()
                    + ". Pass a token option for the new server. The profile was not changed.");
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
            throw usageError("--token-stdin: cannot read standard input: " + IoErrorFormatter.formatReason(e));
        }
        throw usageError("--token-stdin: standard input is empty. Pipe the token into the command.");
    }
}
