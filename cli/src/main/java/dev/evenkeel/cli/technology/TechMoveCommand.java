// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel tech move` command: moves a technology to another ring.
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Leads a technology to another ring. The move is kept for ever, with its reason. One that takes an",
            "innovation token beyond those there are needs an accepted decision record.",
            "",
            "Example:",
            "  ./evenkeel tech move quarkus ADOPT --reason \"held two seasons\" --record 0012-adopt-quarkus",
            ""
        },
        footer = "%nExit code: 0, or 1 when the server refuses it.")
final class TechMoveCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "KEY", description = "Key of the technology.")
    private String key = "";

    @Parameters(index = "1", paramLabel = "RING", description = "ADOPT, TRIAL, ASSESS or HOLD.")
    private String ring = "";

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Option(names = "--record", paramLabel = "ID", description = "The decision record behind it.")
    private @Nullable String record;

    @Option(names = "--person", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Option(names = "--at", paramLabel = "TIME", description = "When: a day or a time (default: now).")
    private @Nullable String at;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode move =
                ServerApiClient.JSON.createObjectNode().put("to", ring).put("reason", reason);
        put(move, "decisionRecord", record);
        put(move, "onBehalfOf", person);
        put(move, "at", at);
        JsonNode one = api.post(
                        "/api/v1/technologies/" + ServerApiClient.urlEncode(key) + "/ring-changes", move.toString())
                .body();
        return new CommandResult(one, TechTextFormatter.formatTechnology(one));
    }

    static void put(ObjectNode object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, value);
        }
    }
}
