// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which server is asked, with what, and where that was said.
///
/// @param server its address
/// @param token null when none was given
/// @param environment name of the environment
/// @param confirm whether a change asks before
public record ConnectionSettings(
        SourcedValue<URI> server,
        @Nullable SourcedValue<TokenReader> token,
        SourcedValue<String> environment,
        boolean confirm) {
    private static final SourcedValue<URI> USUAL_SERVER =
            new SourcedValue<>(URI.create("http://127.0.0.1:8080"), "the default");
    private static final SourcedValue<String> USUAL_ENVIRONMENT = new SourcedValue<>("default", "the default");
    private static final String SERVER = "EVENKEEL_SERVER";
    private static final String TOKEN = "EVENKEEL_TOKEN";
    private static final String ENVIRONMENT = "EVENKEEL_ENVIRONMENT";
    private static final String PROFILE = "EVENKEEL_PROFILE";

    /// A value.
    ///
    /// @param by what said it: an option, a variable, a profile
    public record SourcedValue<T>(T value, String by) {}

    /// Whether somebody said which server.
    public boolean isNamed() {
        return !server.equals(USUAL_SERVER);
    }

    /// Reads a token when it is needed.
    @FunctionalInterface
    public interface TokenReader {
        /// @param variables of this process's environment
        /// @throws InvalidProfileException when there is none
        String token(Map<String, String> variables) throws InterruptedException;
    }

    /// What options say; null where one is not there.
    public record ConnectionArguments(
            @Nullable String profile,
            @Nullable URI server,
            @Nullable String token,
            @Nullable String environment) {}

    /// Options go before variables, variables before the profile in use, that before what is usual. A
    /// profile that an option names goes before variables. A profile says nothing about another server than
    /// its own: when the server is given otherwise, it is left out.
    ///
    /// @param variables of this process's environment
    /// @throws InvalidProfileException when the profile cannot be used
    public static ConnectionSettings of(ConnectionArguments options, Map<String, String> variables) {
        if (options.profile() != null) {
            return named(options, options.profile(), variables);
        }
        @Nullable
        SourcedValue<URI> server =
                options.server() == null ? server(variables) : new SourcedValue<>(options.server(), "--server");
        ServerProfileStore profiles =
                server == null ? ServerProfileStore.read(ServerProfileStore.folder(variables)) : null;
        @Nullable String name = profiles == null ? null : set(variables, PROFILE, profiles.inUse());
        if (profiles == null || name == null) {
            return new ConnectionSettings(
                    server == null ? USUAL_SERVER : server,
                    token(options, variables, null, ""),
                    environment(options, variables, null),
                    false);
        }
        ServerProfile profile = profiles.get(name);
        String by = "profile " + name + (variables.containsKey(PROFILE) ? " of " + PROFILE : "");
        return new ConnectionSettings(
                new SourcedValue<>(profile.server(), by),
                token(options, variables, profile.token(), by),
                environment(
                        options,
                        variables,
                        profile.environment() == null ? null : new SourcedValue<>(profile.environment(), by)),
                profile.confirm());
    }

    private static ConnectionSettings named(ConnectionArguments options, String name, Map<String, String> variables) {
        if (options.server() != null) {
            throw new InvalidProfileException("--profile names a server already: leave out --server, or --profile.");
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
        @Nullable String given = set(variables, SERVER, null);
        try {
            return given == null ? null : new SourcedValue<>(URI.create(given), SERVER);
        } catch (IllegalArgumentException e) {
            throw new InvalidProfileException(SERVER + " is no address: " + given);
        }
    }

    private static @Nullable SourcedValue<TokenReader> token(
            ConnectionArguments options, Map<String, String> variables, @Nullable TokenSource source, String by) {
        String given = options.token();
        if (given != null) {
            return new SourcedValue<>(any -> given, "--token");
        }
        @Nullable String variable = set(variables, TOKEN, null);
        if (variable != null) {
            return new SourcedValue<>(any -> variable, TOKEN);
        }
        return source == null ? null : new SourcedValue<>(source::token, source.words() + " (" + by + ")");
    }

    private static SourcedValue<String> environment(
            ConnectionArguments options, Map<String, String> variables, @Nullable SourcedValue<String> profile) {
        if (options.environment() != null) {
            return new SourcedValue<>(options.environment(), "--environment");
        }
        @Nullable String variable = set(variables, ENVIRONMENT, null);
        if (variable != null) {
            return new SourcedValue<>(variable, ENVIRONMENT);
        }
        return profile == null ? USUAL_ENVIRONMENT : profile;
    }

    private static @Nullable String set(Map<String, String> variables, String name, @Nullable String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
