// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.http.ServerApi;
import dev.evenkeel.cli.http.ServerCommand;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel rollout wait`: for scripts and pipelines.
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Waits for the end of a rollout and tells each decision on standard error. Exit code 0: it completed; 1: it was",
            "rolled back or aborted; 3: the server was away for too long.",
            "",
            "Example:",
            "  ./evenkeel rollout wait payment-core && ./deploy-the-rest",
            ""
        })
final class RolloutWaitCommand extends ServerCommand {
    @Parameters(paramLabel = RolloutName.LABEL, description = RolloutName.HELP)
    private String rollout = "";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long the server may be away before this gives up with exit code 3 (default: 60).")
    private long patience;

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        String id = RolloutName.find(api, environment(), rollout).path("id").asString();
        JsonNode ended = Following.toItsEnd(api, id, Duration.ofSeconds(patience), err());
        return new Result(ended, Ending.words(ended), Ending.exitCode(ended));
    }
}
