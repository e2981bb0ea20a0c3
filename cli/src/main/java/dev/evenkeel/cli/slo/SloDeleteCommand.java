// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evenkeel slo delete`: deletes an SLO.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Deletes an SLO. Its budget no longer closes a gate; its history and its alerts stay.",
            "",
            "Example:",
            "  ./evenkeel slo delete web-availability --reason \"the service was retired\"",
            ""
        })
final class SloDeleteCommand extends ServerCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        api.delete("/api/v1/slos/" + ServerApi.segment(name) + "?reason=" + ServerApi.segment(reason));
        return new Result(
                ServerApi.JSON.createObjectNode().put("name", name).put("deleted", true),
                "SLO " + name + " is deleted.");
    }
}
