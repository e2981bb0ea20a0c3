// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A base class of commands that change flags; prints the changed flags and the new revision.
abstract class AbstractFlagEditCommand extends AbstractServerCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    String reason = "";

    abstract JsonNode edit(ServerApiClient api) throws InterruptedException;

    @Override
    protected final CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = edit(api);
        printWarnings(answer);
        return new CommandResult(answer, text(answer));
    }

    /// Whether to validate and report the change without applying it.
    boolean isDryRun() {
        return false;
    }

    /// Creates a request body with the reason.
    ObjectNode requestBody() {
        return ServerApiClient.JSON.createObjectNode().put("reason", reason);
    }

    /// Returns the reason as the first parameter of a query string.
    String query() {
        return "?reason=" + ServerApiClient.urlEncode(reason);
    }

    /// Returns the API path of a segment.
    final String segmentPath(String name) {
        return environmentPath("/segments/" + ServerApiClient.urlEncode(name));
    }

    private String text(JsonNode answer) {
        long revision = answer.path("revision").asLong();
        if (!answer.path("changed").asBoolean()) {
            return "No changes. Environment " + environment() + " is at revision " + revision + ".";
        }
        String parts = Stream.of(
                        names("added", answer.path("added")),
                        names("changed", answer.path("modified")),
                        names("removed", answer.path("removed")))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return (isDryRun() ? "Dry run: environment " : "Environment ")
                + environment()
                + (isDryRun() ? " would be at revision " : " is now at revision ")
                + revision
                + (parts.isEmpty() ? "." : " (" + parts + ").");
    }

    private static String names(String what, JsonNode keys) {
        return keys.isEmpty()
                ? ""
                : what + ": " + keys.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
    }
}
