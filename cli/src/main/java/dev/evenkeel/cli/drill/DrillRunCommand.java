// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.api.DrillApi.DrillListResponse;
import dev.evenkeel.api.DrillApi.DrillResponse;
import dev.evenkeel.api.DrillApi.StartDrillRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.WaitOptions;
import java.util.List;
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
        var started = api.post(path, new StartDrillRequest(reason), DrillResponse.class);
        JsonNode body = started.body();
        DrillResponse drill = started.value();
        String id = drill.id();
        WaitOptions.Deadline limit = waitOptions.startDeadline();
        err().println("Drill " + id + " started.");
        err().flush();
        while (drill.timestamps().endedAt() == null) {
            limit.checkNotExpired("Drill " + id + " continues (./evenkeel drill list " + flag + "); not ended");
            Thread.sleep(POLL_MILLIS);
            var all = waitOptions.retryWhileUnavailable(() -> api.get(path, DrillListResponse.class), limit);
            int index = indexOf(id, all.value().drills());
            drill = all.value().drills().get(index);
            body = all.body().path("drills").path(index);
        }
        String ended = DrillTextFormatter.formatResult(drill);
        return Boolean.TRUE.equals(drill.withinExpectedTime())
                ? new CommandResult(body, ended)
                : new CommandResult(body, "", 1, ended);
    }

    private static int indexOf(String id, List<DrillResponse> drills) {
        return drills.stream().map(DrillResponse::id).toList().indexOf(id);
    }
}
