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

/// The options of every command that asks a server; a picocli mixin.
public final class ServerConnectionOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default: EVENKEEL_SERVER, else the profile's, else http://127.0.0.1:8080).")
    private @Nullable URI server;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "A token of its API (default: EVENKEEL_TOKEN, which other people on the machine cannot see, else"
                            + " the profile's).")
    private @Nullable String token;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment (default: EVENKEEL_ENVIRONMENT, else the profile's, else default).")
    private @Nullable String environment;

    @Option(names = "--profile", paramLabel = "NAME", description = OptionDescriptions.PROFILE)
    private @Nullable String profile;

    @Option(names = "--yes", description = OptionDescriptions.YES)
    private boolean yes;

    private @Nullable ConnectionSettings connection;

    /// Created by picocli.
    public ServerConnectionOptions() {}

    /// The server's API.
    ///
    /// @throws ParameterException when there is no token, or the address is no http address
    public ServerApiClient api() throws InterruptedException {
        return apiIfToken()
                .orElseThrow(() -> misuse("a token is needed: pass --token TOKEN, set EVENKEEL_TOKEN or keep one in a"
                        + " profile (./evenkeel profile set --help); ./evenkeel token create makes one"));
    }

    /// The same for commands that go without a token, too: empty when there is none.
    ///
    /// @throws ParameterException when the address is no http address
    public Optional<ServerApiClient> apiIfToken() throws InterruptedException {
        ConnectionSettings found = connection();
        URI address = address();
        ConnectionSettings.SourcedValue<ConnectionSettings.TokenReader> secret = found.token();
        String read = secret == null ? "" : secret.value().token(System.getenv());
        if (secret == null || read.isBlank()) {
            return Optional.empty();
        }
        var origin = new ServerApiClient.ConnectionOrigin(
                found.server().by(), secret.by(), found.environment().value());
        return Optional.of(new ServerApiClient(
                address, read, origin, found.confirm() && !yes && Terminal.isThere() ? this::ask : () -> {}));
    }

    /// The server's address.
    ///
    /// @throws ParameterException when it is no http address
    public URI address() {
        ConnectionSettings.SourcedValue<URI> said = connection().server();
        URI address = said.value();
        if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
            throw misuse(said.by() + " must be an http or https address like http://127.0.0.1:8080, got " + address);
        }
        return address;
    }

    /// Whether somebody said which server, and did not leave it to the default.
    public boolean isNamed() {
        return connection().isNamed();
    }

    private ConnectionSettings connection() {
        if (connection == null) {
            String name = profile;
            if (name == null && spec().root().userObject() instanceof ProfileOptionHolder root) {
                name = root.profile();
            }
            connection = ConnectionSettings.of(
                    new ConnectionSettings.ConnectionArguments(name, server, token, environment), System.getenv());
        }
        return connection;
    }

    /* Before the first change. */
    private void ask() {
        ConnectionSettings found = connection();
        PrintWriter err = spec().commandLine().getErr();
        err.print(
                "This changes " + found.server().value() + " (" + found.server().by() + "). Go on? (yes/no) ");
        err.flush();
        String answer = Objects.requireNonNull(System.console()).readLine();
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw new DeclinedException();
        }
    }

    /// Whether it is to be done without asking.
    boolean isYes() {
        return yes;
    }

    /// Name of the environment.
    public String environment() {
        return connection().environment().value();
    }

    /// The API's path of the environment.
    public String environmentPath() {
        return "/api/v1/environments/" + ServerApiClient.segment(environment());
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
