// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server, token and environment of a command, and the source of each setting.
///
/// @param server base address
/// @param token null when none was given
/// @param environment name of the environment
/// @param confirm whether commands ask for confirmation before a change
public record ConnectionSettings(
        SourcedValue<URI> server,
        @Nullable SourcedValue<TokenReader> token,
        SourcedValue<String> environment,
        boolean confirm) {
    /// What to do about an invalid server address; the end of an error message.
    public static final String ADDRESS_HINT =
            "Use http://HOST:PORT or https://HOST:PORT, such as http://127.0.0.1:8080.";

    private static final SourcedValue<URI> USUAL_SERVER =
            new SourcedValue<>(URI.create("http://127.0.0.1:8080"), "the built-in default");
    private static final SourcedValue<String> USUAL_ENVIRONMENT = new SourcedValue<>("default", "the built-in default");
    private static final String SERVER = "EVENKEEL_SERVER";
    private static final String TOKEN = "EVENKEEL_TOKEN";
    private static final String ENVIRONMENT = "EVENKEEL_ENVIRONMENT";
    private static final String PROFILE = "EVENKEEL_PROFILE";

    /// A setting and its source.
    ///
    /// @param source source of the value: an option, an environment variable or a profile
    public record SourcedValue<T>(T value, String source) {}

    /// Whether a server was configured, rather than the default used.
    public boolean isServerSpecified() {
        return !server.equals(USUAL_SERVER);
    }

    /// A supplier of the token, read only when it is needed.
    @FunctionalInterface
    public interface TokenReader {
        /// @param variables environment variables of this process
        /// @throws InvalidProfileException when no token is available
        String token(Map<String, String> variables) throws InterruptedException;
    }

    /// The values of the options; null where an option is absent.
    public record ConnectionArguments(
            @Nullable String profile,
            @Nullable URI server,
            @Nullable String token,
            @Nullable String environment) {}

    /// Resolves the settings. Options take precedence over environment variables, those over the active
    /// profile, and that over defaults. A profile named by an option takes precedence over environment
    /// variables. A profile applies only to its own server: it is ignored when the server is configured
    /// elsewhere.
    ///
    /// @param variables environment variables of this process
    /// @throws InvalidProfileException when the profile cannot be used
    public static ConnectionSettings of(ConnectionArguments options, Map<String, String> variables) {
        if (options.profile() != null) {
            return fromProfile(options, options.profile(), variables);
        }
        @Nullable
        SourcedValue<URI> server =
                options.server() == null ? server(variables) : new SourcedValue<>(options.server(), "--server");
        ServerProfileStore profiles =
                server == null ? ServerProfileStore.read(ServerProfileStore.folder(variables)) : null;
        @Nullable String name = profiles == null ? null : variableOrDefault(variables, PROFILE, profiles.active());
        if (profiles == null || name == null) {
            return new ConnectionSettings(
                    server == null ? USUAL_SERVER : server,
                    token(options, variables, null, ""),
                    environment(options, variables, null),
                    false);
        }
        ServerProfile profile = profiles.get(name);
        String by = "profile " + name + (variables.containsKey(PROFILE) ? " from " + PROFILE : "");
        return new ConnectionSettings(
                new SourcedValue<>(profile.server(), by),
                token(options, variables, profile.token(), by),
                environment(
                        options,
                        variables,
                        profile.environment() == null ? null : new SourcedValue<>(profile.environment(), by)),
                profile.confirm());
    }

    private static ConnectionSettings fromProfile(
            ConnectionArguments options, String name, Map<String, String> variables) {
        if (options.server() != null) {
            throw new InvalidProfileException(
                    "--profile and --server cannot be combined: a profile names its server. Remove one of them.");
        }
        ServerProfile profile =
                ServerProfileStore.read(ServerProfileStore.folder(variables)).get(name);
        String by = "profile " + name;
        Map<String, String> none = Map.of();
        return new ConnectionSettings(
                new SourcedValue<>(profile.server(), by),
                token(options, profile.token() == null ? variables : none, profile.token(), by),
                profile.environment() == null
                        ? environment(options, variables, null)
                        : environment(options, none, new SourcedValue<>(profile.environment(), by)),
                profile.confirm());
    }

    private static @Nullable SourcedValue<URI> server(Map<String, String> variables) {
        @Nullable String given = variableOrDefault(variables, SERVER, null);
        try {
            return given == null ? null : new SourcedValue<>(URI.create(given), SERVER);
        } catch (IllegalArgumentException e) {
            throw new InvalidProfileException("Invalid " + SERVER + " \"" + given + "\". " + ADDRESS_HINT);
        }
    }

    private static @Nullable SourcedValue<TokenReader> token(
            ConnectionArguments options, Map<String, String> variables, @Nullable TokenSource source, String by) {
        String given = options.token();
        if (given != null) {
            return new SourcedValue<>(any -> given, "--token");
        }
        @Nullable String variable = variableOrDefault(variables, TOKEN, null);
        if (variable != null) {
            return new SourcedValue<>(any -> variable, TOKEN);
        }
        return source == null ? null : new SourcedValue<>(source::readToken, source.describe() + " (" + by + ")");
    }

    private static SourcedValue<String> environment(
            ConnectionArguments options, Map<String, String> variables, @Nullable SourcedValue<String> profile) {
        if (options.environment() != null) {
            return new SourcedValue<>(options.environment(), "--environment");
        }
        @Nullable String variable = variableOrDefault(variables, ENVIRONMENT, null);
        if (variable != null) {
            return new SourcedValue<>(variable, ENVIRONMENT);
        }
        return profile == null ? USUAL_ENVIRONMENT : profile;
    }

    private static @Nullable String variableOrDefault(
            Map<String, String> variables, String name, @Nullable String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
