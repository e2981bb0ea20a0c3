// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

import dev.evenkeel.cli.client.ConnectionSettings;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The connection options of every command that calls a server; a picocli mixin.
public final class ServerConnectionOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            converter = ServerAddressConverter.class,
            description = "Server address (default: EVENKEEL_SERVER, else the profile's, else http://127.0.0.1:8080).")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "API token (default: EVENKEEL_TOKEN, else the profile's). Other local users can see option values.")
    private @Nullable String token;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "Environment (default: EVENKEEL_ENVIRONMENT, else the profile's, else default).")
    private @Nullable String environment;

    @Option(names = "--profile", paramLabel = "NAME", description = OptionDescriptions.PROFILE)
    private @Nullable String profile;

    @Option(names = "--yes", description = OptionDescriptions.YES)
    private boolean yes;

    private @Nullable ConnectionSettings connection;

    public ServerConnectionOptions() {}

    /// Creates the client of the server's API.
    ///
    /// @throws ParameterException without a token, or when the address is not an http address
    public ServerApiClient apiClient() throws InterruptedException {
        return apiClientIfToken()
                .orElseThrow(
                        () -> usageError("Missing API token. Pass --token TOKEN, set EVENKEEL_TOKEN, or store a token"
                                + " in a profile (./evenkeel profile set --help). To get a token, sign in to the"
                                + " console and create one under Users."));
    }

    /// As [#api], for commands that work without a token: empty without one.
    ///
    /// @throws ParameterException when the address is not an http address
    public Optional<ServerApiClient> apiClientIfToken() throws InterruptedException {
        ConnectionSettings found = connection();
        URI address = address();
        ConnectionSettings.SourcedValue<ConnectionSettings.TokenReader> secret = found.token();
        String read = secret == null ? "" : secret.value().token(System.getenv());
        if (secret == null || read.isBlank()) {
            return Optional.empty();
        }
        var origin = new ServerApiClient.ConnectionOrigin(
                found.server().source(), secret.source(), found.environment().value());
        return Optional.of(new ServerApiClient(
                address,
                read,
                origin,
                found.confirm() && !yes && Terminal.isInteractive() ? this::confirmChange : () -> {}));
    }

    /// Returns the server's address.
    ///
    /// @throws ParameterException when it is not an http address
    public URI address() {
        ConnectionSettings.SourcedValue<URI> said = connection().server();
        URI address = said.value();
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw usageError("Invalid server address \"" + address + "\" (" + said.source() + "). "
                    + ConnectionSettings.ADDRESS_HINT);
        }
        return address;
    }

    /// Whether a server was configured, rather than the default used.
    public boolean isServerSpecified() {
        return connection().isServerSpecified();
    }

    private ConnectionSettings connection() {
        if (connection == null) {
            String name = profile;
            if (name == null && spec().root().userObject() instanceof GlobalProfileOptionProvider root) {
                name = root.profile();
            }
            connection = ConnectionSettings.of(
                    new ConnectionSettings.ConnectionArguments(name, server, token, environment), System.getenv());
        }
        return connection;
    }

    /* Asks for confirmation before the first change. */
    private void confirmChange() {
        ConnectionSettings found = connection();
        PrintWriter err = spec().commandLine().getErr();
        err.print("This command changes " + found.server().value() + " ("
                + found.server().source() + "). Continue? (yes/no) ");
        err.flush();
        String answer = Objects.requireNonNull(System.console()).readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw new DeclinedException();
        }
    }

    /// Whether to skip confirmations.
    boolean isAssumeYes() {
        return yes;
    }

    /// Returns the name of the environment.
    public String environment() {
        return connection().environment().value();
    }

    /// Returns the API path of the environment.
    public String environmentPath() {
        return "/api/v1/environments/" + ServerApiClient.urlEncode(environment());
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
