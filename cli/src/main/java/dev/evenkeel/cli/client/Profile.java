// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A server by a name: how to reach it, and what is usually meant there.
///
/// @param server its address
/// @param environment null for `default`
/// @param token where the token comes from; null when it is given otherwise
/// @param confirm whether commands that change something ask before, on a terminal
public record Profile(
        URI server, @Nullable String environment, @Nullable TokenSource token, boolean confirm) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// @throws ProfileProblem when the address is no http address or a variable's name is none
    public Profile {
        if (server.getHost() == null || !String.valueOf(server.getScheme()).matches("https?")) {
            throw new ProfileProblem(
                    "A profile's server is an http or https address like http://127.0.0.1:8080, got " + server + ".");
        }
        if (token instanceof TokenSource.InVariable variable
                && !VARIABLE.matcher(variable.name()).matches()) {
            throw new ProfileProblem("\"" + variable.name()
                    + "\" is no name of a variable; to keep a token itself, give" + " --token-file, or --token-stdin.");
        }
    }

    /// Checks a name.
    ///
    /// @throws ProfileProblem when it has something else than letters, digits, dots, dashes and underscores
    public static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ProfileProblem("A profile's name has letters, digits, dots, dashes and underscores, at most 64;"
                    + " got \"" + name + "\".");
        }
        return name;
    }

    /// Reads one.
    ///
    /// @throws ProfileProblem when something is wrong with it
    static Profile read(String name, JsonNode profile) {
        for (String field : profile.propertyNames()) {
            switch (field) {
                case "server", "environment", "tokenFile", "tokenVariable", "tokenCommand", "confirm" -> {}
                case "token" ->
                    throw new ProfileProblem("Profile " + name + " holds a token itself. Put it into a file"
                            + " of its own: ./evenkeel profile set " + name + " --token-stdin");
                default -> throw new ProfileProblem("Profile " + name + " has no field \"" + field + "\".");
            }
        }
        try {
            return new Profile(
                    URI.create(profile.path("server").asString("")),
                    profile.path("environment").asString(null),
                    source(profile),
                    profile.path("confirm").asBoolean(false));
        } catch (IllegalArgumentException e) {
            throw new ProfileProblem("Profile " + name + ": " + e.getMessage());
        }
    }

    private static @Nullable TokenSource source(JsonNode profile) {
        if (profile.has("tokenFile")) {
            return new TokenSource.InFile(Path.of(profile.path("tokenFile").asString()));
        }
        if (profile.has("tokenVariable")) {
            return new TokenSource.InVariable(profile.path("tokenVariable").asString());
        }
        return profile.has("tokenCommand")
                ? new TokenSource.FromCommand(profile.path("tokenCommand").asString())
                : null;
    }

    /// It as [#read] reads it.
    public ObjectNode json() {
        ObjectNode json = ServerApi.JSON.createObjectNode().put("server", server.toString());
        if (environment != null) {
            json.put("environment", environment);
        }
        switch (token) {
            case null -> {}
            case TokenSource.InFile file -> json.put("tokenFile", file.path().toString());
            case TokenSource.InVariable variable -> json.put("tokenVariable", variable.name());
            case TokenSource.FromCommand program -> json.put("tokenCommand", program.command());
        }
        return confirm ? json.put("confirm", true) : json;
    }
}
