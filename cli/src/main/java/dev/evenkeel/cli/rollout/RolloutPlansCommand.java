// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel rollout plans` command: lists named plans.
@Command(
        description = {
            "Lists the rollout plans: built-in plans, and custom plans on the server.",
            "To create a custom plan, apply a manifest of kind RolloutPlan. You can also use a plan file that contains",
            "only the differences from one of these plans. A step marked with * requires an approval.",
            "",
            "Examples:",
            "  ./evenkeel rollout plans",
            "  ./evenkeel rollout plans --json > plans.json",
            ""
        })
final class RolloutPlansCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode answer = api.get("/api/v1/plans").body();
        var textTable =
                new TextTable("NAME", "CUSTOM", "STEPS", "MIN DURATION", "FALSE ROLLBACKS", "CONFIDENCE", "BASELINE");
        answer.path("plans")
                .forEach(plan -> textTable.addRow(
                        plan.path("name").asString(),
                        plan.path("custom").asBoolean(false) ? "yes" : "no",
                        steps(plan),
                        QuantityFormatter.formatElapsed(dwell(plan)),
                        RolloutValueFormatter.formatPercent(plan.path("alpha").asDouble()),
                        RolloutValueFormatter.formatPercent(
                                1 - plan.path("advanceAlpha").asDouble()),
                        QuantityFormatter.formatCount(plan.path("seedSamples").asLong()) + " calls"));
        return new CommandResult(answer, textTable.toString());
    }

    private static String steps(JsonNode plan) {
        return plan.path("steps")
                .valueStream()
                .map(step -> step.path("exposure").asString()
                        + (step.path("approval").asBoolean() ? "*" : ""))
                .collect(Collectors.joining(" ", "", "%"));
    }

    private static Duration dwell(JsonNode plan) {
        return plan.path("steps")
                .valueStream()
                .map(step -> Duration.parse(step.path("dwell").asString()))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
