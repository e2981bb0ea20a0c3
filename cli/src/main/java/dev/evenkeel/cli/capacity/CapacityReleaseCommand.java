// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evenkeel capacity release`: ends a rule before its time.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends a rule of required capacity before its time.",
            "",
            "Example:",
            "  ./evenkeel capacity release cr-5f0c31a2b4d6e8f0 --reason \"the retries are mended\"",
            ""
        })
final class CapacityReleaseCommand extends ServerCommand {
    @Parameters(paramLabel = "ID", description = "The rule.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        ServerApi.Answer answer = api.delete(
                "/api/v1/capacity/required/" + ServerApi.segment(id) + "?reason=" + ServerApi.segment(reason));
        return new Result(answer.body(), id + " is over.");
    }
}
