// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.WaitOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel drill run` command: runs a rollback drill and waits for its result.
@Command(
        description = {
            "Runs a rollback drill of a flag on the connected services and waits for the result.",
            "Units keep their variant. The drill continues if this command stops. Exit codes: 0 passed; 1 too slow or",
            "failed, with the reason in the last line of standard error; 3 server unreachable; 124 --timeout expired.",
            "",
            "Example:",
            "  ./evenkeel drill run payment-core --reason \"before the season\"",
            ""
        })
final class DrillRunCommand extends AbstractServerCommand {
    private static final long POLL_MILLIS = 500;

    @Parameters(paramLabel = "FLAG", description = "Key of a flag with a rollback plan.")
    private String flag = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = flagPath(flag) + "/drills";
        String order =
                ServerApiClient.JSON.createObjectNode().put("reason", reason).toString();
        JsonNode drill = api.post(path, order).body();
        String id = drill.path("id").asString();
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        err().println("Drill " + id + " started.");
        err().flush();
        while (drill.path("timestamps").path("endedAt").isNull()) {
            limit.checkNotExpired("Drill " + id + " continues (./evenkeel drill list " + flag + "); not ended");
            Thread.sleep(POLL_MILLIS);
            drill = find(waitOptions.retryWhileUnavailable(() -> api.get(path).body(), limit), id);
        }
        String ended = DrillTextFormatter.formatResult(drill);
        return drill.path("withinExpectedTime").asBoolean()
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
