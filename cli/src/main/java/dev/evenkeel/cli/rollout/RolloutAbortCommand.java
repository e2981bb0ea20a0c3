// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `evenkeel rollout abort`: everybody back to control.
@Command(
        name = "abort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends a rollout: everybody back to control, at once, whatever the guard thinks.",
            "",
            "Example:",
            "  ./evenkeel rollout abort payment-core --reason \"complaints by phone\"",
            ""
        })
final class RolloutAbortCommand extends RolloutOrderCommand {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode answer = order(api, "abort", ServerApi.JSON.createObjectNode().put("reason", reason));
        return new Result(
                answer,
                "Ended: everybody is back on " + answer.path("control").asString() + ". " + Ending.words(answer));
    }
}
