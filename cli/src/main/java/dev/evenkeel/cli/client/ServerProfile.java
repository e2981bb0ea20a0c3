// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A named server configuration.
///
/// @param server base address
/// @param environment default environment; null for `default`
/// @param token source of the token; null when the token is configured elsewhere
/// @param confirm whether commands ask for confirmation before a change, on a terminal
public record ServerProfile(
        URI server, @Nullable String environment, @Nullable TokenSource token, boolean confirm) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// @throws InvalidProfileException when the address is not an http address, or the name of a variable is
    ///     invalid
    public ServerProfile {
        if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
            throw new InvalidProfileException(
                    "Invalid server address \"" + server + "\". " + ConnectionSettings.ADDRESS_HINT);
        }
        if (token instanceof TokenSource.TokenVariable variable
                && !VARIABLE.matcher(variable.name()).matches()) {
            throw new InvalidProfileException("Invalid variable name. Allowed: letters, digits and underscores, not"
                    + " starting with a digit. To store a token itself, use --token-stdin or --token-file.");
        }
    }

    /// Validates a name.
    ///
    /// @throws InvalidProfileException when it has characters other than letters, digits, dots, dashes and
    ///     underscores
    public static String requireValidName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidProfileException("Invalid profile name \"" + name + "\". Allowed: letters, digits, dots,"
                    + " dashes and underscores, starting with a letter or digit; at most 64 characters.");
        }
        return name;
    }

    /// Parses a profile.
    ///
    /// @throws InvalidProfileException when it is invalid
    static ServerProfile read(String name, JsonNode profile) {
        for (String field : profile.propertyNames()) {
            switch (field) {
                case "server", "environment", "tokenFile", "tokenVariable", "tokenCommand", "confirm" -> {}
                case "token" ->
                    throw new InvalidProfileException("Profile " + name + " contains a token. Remove it and store it in"
                            + " a separate file: ./evenkeel profile set " + name + " --token-stdin");
                default ->
                    throw new InvalidProfileException("Unknown field \"" + field + "\" in profile " + name
                            + ". Allowed: server, environment, tokenFile, tokenVariable, tokenCommand, confirm.");
            }
        }
        try {
            return new ServerProfile(
                    URI.create(profile.path("server").asString("")),
                    profile.path("environment").asString(null),
                    readTokenSource(profile),
                    profile.path("confirm").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw new InvalidProfileException("Profile " + name + " is invalid: " + e.getMessage());
        }
    }

    private static @Nullable TokenSource readTokenSource(JsonNode profile) {
        if (profile.has("tokenFile")) {
            return new TokenSource.TokenFile(Path.of(profile.path("tokenFile").asString()));
        }
        if (profile.has("tokenVariable")) {
            return new TokenSource.TokenVariable(profile.path("tokenVariable").asString());
        }
        return profile.has("tokenCommand")
                ? new TokenSource.TokenShellCommand(profile.path("tokenCommand").asString())
                : null;
    }

    /// Serializes the profile for [#read].
    public ObjectNode toJson() {
        ObjectNode json = ServerApiClient.JSON.createObjectNode().put("server", server.toString());
        if (environment != null) {
            json.put("environment", environment);
        }
        switch (token) {
            case null -> {}
            case TokenSource.TokenFile file -> json.put("tokenFile", file.path().toString());
            case TokenSource.TokenVariable variable -> json.put("tokenVariable", variable.name());
            case TokenSource.TokenShellCommand program -> json.put("tokenCommand", program.command());
        }
        return confirm ? json.put("confirm", true) : json;
    }
}
