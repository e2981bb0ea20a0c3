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

/// A command about the profiles of whoever runs it; it asks no server.
abstract class LocalProfileCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    /// What to print.
    ///
    /// @param text for people, without the last line end
    record ProfileOutput(JsonNode json, String text) {}

    /// Does it.
    ///
    /// @throws dev.evenkeel.cli.client.InvalidProfileException when it cannot be done
    abstract ProfileOutput answer(ServerProfileStore profiles);

    @Override
    public final Integer call() {
        ProfileOutput answer = answer(ServerProfileStore.read(ServerProfileStore.folder(System.getenv())));
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(json ? ServerApiClient.JSON.writeValueAsString(answer.json()) : answer.text());
        out.flush();
        return 0;
    }

    /// A profile as JSON; never a token.
    static ObjectNode json(ServerProfileStore profiles, String name) {
        ObjectNode one = ServerApiClient.JSON.createObjectNode().put("name", name);
        one.setAll(profiles.get(name).json());
        return one.put("inUse", name.equals(profiles.inUse()));
    }

    /// A profile in words; never a token.
    static String words(ServerProfileStore profiles, String name) {
        ServerProfile profile = profiles.get(name);
        return String.join(
                System.lineSeparator(),
                "profile      " + name + (name.equals(profiles.inUse()) ? " (in use)" : ""),
                "server       " + profile.server(),
                "environment  " + (profile.environment() == null ? "default" : profile.environment()),
                "token        "
                        + (profile.token() == null
                                ? "--token or EVENKEEL_TOKEN"
                                : profile.token().words()),
                "confirm      " + (profile.confirm() ? "changes ask on a terminal" : "no"));
    }

    /// Says that the command was used in a wrong way; to be thrown.
    final ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
