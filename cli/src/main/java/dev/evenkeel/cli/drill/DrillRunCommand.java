// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.cli.command.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel drill run`: rehearses a rollback and waits for what comes of it.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Rehearses the rollback of a flag on the services that run, without anybody getting another variant, and waits for",
            "what comes of it. Exit code 0: everybody was back within the expected time; 1: not so, and why is the last line on",
            "standard error; 3: the server was away for too long; 124: it has not ended within --timeout, and goes on.",
            "",
            "Example:",
            "  ./evenkeel drill run payment-core --reason \"before the season\"",
            ""
        })
final class DrillRunCommand extends ServerCommand {
    private static final long POLL_MILLIS = 500;

    @Parameters(paramLabel = "FLAG", description = "The flag; it needs a rollback plan.")
    private String flag = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        String path = flagPath(flag) + "/drills";
        String order =
                ServerApiClient.JSON.createObjectNode().put("reason", reason).toString();
        JsonNode drill = api.post(path, order).body();
        String id = drill.path("id").asString();
        WaitOptions.Deadline limit = waiting.begin();
        err().println(id + " has begun.");
        err().flush();
        while (drill.path("marks").path("endedAt").isNull()) {
            limit.check("The drill " + id + " goes on (./evenkeel drill show " + flag + "): it has not ended");
            Thread.sleep(POLL_MILLIS);
            drill = find(waiting.patiently(() -> api.get(path).body(), limit), id);
        }
        String ended = DrillTextFormatter.ended(drill);
        return drill.path("kept").asBoolean()
                ? new CommandResult(drill, ended)
                : new CommandResult(drill, "", 1, ended);
    }

    private static JsonNode find(JsonNode all, String id) {
        return all.path("drills")
                .valueStream()
                .filter(drill -> drill.path("id").asString().equals(id))
                .findFirst()
                .orElseGet(ServerApiClient.JSON::missingNode);
    }
}
