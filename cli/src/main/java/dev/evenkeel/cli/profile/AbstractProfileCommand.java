// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.profile;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerProfile;
import dev.evenkeel.cli.client.ServerProfileStore;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A base class of commands that manage the local profiles of the user, without a server.
abstract class AbstractProfileCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    /// The output of a command.
    ///
    /// @param text text without the last line break
    record ProfileCommandOutput(JsonNode json, String text) {}

    /// Runs the command.
    ///
    /// @throws dev.evenkeel.cli.client.InvalidProfileException when it fails
    abstract ProfileCommandOutput execute(ServerProfileStore profiles);

    @Override
    public final Integer call() {
        ProfileCommandOutput profileCommandOutput =
                execute(ServerProfileStore.read(ServerProfileStore.folder(System.getenv())));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(
                json
                        ? ServerApiClient.JSON.writeValueAsString(profileCommandOutput.json())
                        : profileCommandOutput.text());
        out.flush();
        return 0;
    }

    /// Serializes a profile, without its token.
    static ObjectNode toJson(ServerProfileStore profiles, String name) {
        ObjectNode one = ServerApiClient.JSON.createObjectNode().put("name", name);
        one.setAll(profiles.get(name).toJson());
        return one.put("active", name.equals(profiles.active()));
    }

    /// Formats a profile, without its token.
    static String formatProfile(ServerProfileStore profiles, String name) {
        ServerProfile profile = profiles.get(name);
        return String.join(
                System.lineSeparator(),
                "profile      " + name + (name.equals(profiles.active()) ? " (active)" : ""),
                "server       " + profile.server(),
                "environment  " + (profile.environment() == null ? "default" : profile.environment()),
                "token        "
                        + (profile.token() == null
                                ? "--token or EVENKEEL_TOKEN"
                                : profile.token().describe()),
                "confirm      " + (profile.confirm() ? "yes, before changes on a terminal" : "no"));
    }

    /// Creates the exception for a usage error; the caller throws it.
    final ParameterException usageError(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
