// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.http;

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
public final class ServerOptions {
    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:EVENKEEL_SERVER:-http://127.0.0.1:8080}",
            description = "The server (default: EVENKEEL_SERVER, else http://127.0.0.1:8080).")
    private URI server = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:EVENKEEL_TOKEN}",
            description = "A token of its API (default: EVENKEEL_TOKEN, which other people on the machine cannot see).")
    private @Nullable String token;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "${env:EVENKEEL_ENVIRONMENT:-default}",
            description = "The environment (default: EVENKEEL_ENVIRONMENT, else default).")
    private String environment = "default";

    /// Created by picocli.
    public ServerOptions() {}

    /// The server's API.
    ///
    /// @throws ParameterException when there is no token, or the address is no http address
    public ServerApi api() {
        URI address = address();
        if (token == null || token.isBlank()) {
            throw misuse(
                    "a token is needed: pass --token TOKEN or set EVENKEEL_TOKEN; ./evenkeel token create makes one");
        }
        return new ServerApi(address, token);
    }

    /// The same for commands that go without a token, too: empty when there is none.
    ///
    /// @throws ParameterException when the address is no http address
    public Optional<ServerApi> apiIfToken() {
        return token == null || token.isBlank() ? Optional.empty() : Optional.of(new ServerApi(address(), token));
    }

    /// The server's address.
    ///
    /// @throws ParameterException when it is no http address
    public URI address() {
        if (!"http".equals(server.getScheme()) && !"https".equals(server.getScheme())) {
            throw misuse("--server must be an http or https address like http://127.0.0.1:8080, got " + server);
        }
        return server;
    }

    /// Whether somebody said which server, and did not leave it to the default.
    public boolean isNamed() {
        return Objects.requireNonNull(spec).commandLine().getParseResult().hasMatchedOption("--server")
                || System.getenv("EVENKEEL_SERVER") != null;
    }

    /// Name of the environment.
    public String environment() {
        return environment;
    }

    /// The API's path of the environment.
    public String environmentPath() {
        return "/api/v1/environments/" + ServerApi.segment(environment);
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
