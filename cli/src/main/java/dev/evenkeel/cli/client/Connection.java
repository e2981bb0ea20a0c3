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
public record Connection(Said<URI> server, @Nullable Said<Reading> token, Said<String> environment, boolean confirm) {
    private static final Said<URI> USUAL_SERVER = new Said<>(URI.create("http://127.0.0.1:8080"), "the default");
    private static final Said<String> USUAL_ENVIRONMENT = new Said<>("default", "the default");
    private static final String SERVER = "EVENKEEL_SERVER";
    private static final String TOKEN = "EVENKEEL_TOKEN";
    private static final String ENVIRONMENT = "EVENKEEL_ENVIRONMENT";
    private static final String PROFILE = "EVENKEEL_PROFILE";

    /// A value.
    ///
    /// @param by what said it: an option, a variable, a profile
    public record Said<T>(T value, String by) {}

    /// Whether somebody said which server.
    public boolean isNamed() {
        return !server.equals(USUAL_SERVER);
    }

    /// Reads a token when it is needed.
    @FunctionalInterface
    public interface Reading {
        /// @param variables of this process's environment
        /// @throws ProfileProblem when there is none
        String token(Map<String, String> variables) throws InterruptedException;
    }

    /// What options say; null where one is not there.
    public record Options(
            @Nullable String profile,
            @Nullable URI server,
            @Nullable String token,
            @Nullable String environment) {}

    /// Options go before variables, variables before the profile in use, that before what is usual. A
    /// profile that an option names goes before variables. A profile says nothing about another server than
    /// its own: when the server is given otherwise, it is left out.
    ///
    /// @param variables of this process's environment
    /// @throws ProfileProblem when the profile cannot be used
    public static Connection of(Options options, Map<String, String> variables) {
        if (options.profile() != null) {
            return named(options, options.profile(), variables);
        }
        @Nullable
        Said<URI> server = options.server() == null ? server(variables) : new Said<>(options.server(), "--server");
        Profiles profiles = server == null ? Profiles.read(Profiles.folder(variables)) : null;
        @Nullable String name = profiles == null ? null : set(variables, PROFILE, profiles.inUse());
        if (profiles == null || name == null) {
            return new Connection(
                    server == null ? USUAL_SERVER : server,
                    token(options, variables, null, ""),
                    environment(options, variables, null),
                    false);
        }
        Profile profile = profiles.get(name);
        String by = "profile " + name + (variables.containsKey(PROFILE) ? " of " + PROFILE : "");
        return new Connection(
                new Said<>(profile.server(), by),
                token(options, variables, profile.token(), by),
                environment(
                        options,
                        variables,
                        profile.environment() == null ? null : new Said<>(profile.environment(), by)),
                profile.confirm());
    }

    private static Connection named(Options options, String name, Map<String, String> variables) {
        if (options.server() != null) {
            throw new ProfileProblem("--profile names a server already: leave out --server, or --profile.");
        }
        Profile profile = Profiles.read(Profiles.folder(variables)).get(name);
        String by = "profile " + name;
        Map<String, String> none = Map.of();
        return new Connection(
                new Said<>(profile.server(), by),
                token(options, profile.token() == null ? variables : none, profile.token(), by),
                profile.environment() == null
                        ? environment(options, variables, null)
                        : environment(options, none, new Said<>(profile.environment(), by)),
                profile.confirm());
    }

    private static @Nullable Said<URI> server(Map<String, String> variables) {
        @Nullable String given = set(variables, SERVER, null);
        try {
            return given == null ? null : new Said<>(URI.create(given), SERVER);
        } catch (IllegalArgumentException e) {
            throw new ProfileProblem(SERVER + " is no address: " + given);
        }
    }

    private static @Nullable Said<Reading> token(
            Options options, Map<String, String> variables, @Nullable TokenSource source, String by) {
        String given = options.token();
        if (given != null) {
            return new Said<>(any -> given, "--token");
        }
        @Nullable String variable = set(variables, TOKEN, null);
        if (variable != null) {
            return new Said<>(any -> variable, TOKEN);
        }
        return source == null ? null : new Said<>(source::token, source.words() + " (" + by + ")");
    }

    private static Said<String> environment(
            Options options, Map<String, String> variables, @Nullable Said<String> profile) {
        if (options.environment() != null) {
            return new Said<>(options.environment(), "--environment");
        }
        @Nullable String variable = set(variables, ENVIRONMENT, null);
        if (variable != null) {
            return new Said<>(variable, ENVIRONMENT);
        }
        return profile == null ? USUAL_ENVIRONMENT : profile;
    }

    private static @Nullable String set(Map<String, String> variables, String name, @Nullable String otherwise) {
        String value = variables.getOrDefault(name, "");
        return value.isBlank() ? otherwise : value;
    }
}
