// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.PlanApi.PlanCatalogResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.rollout.plan.RolloutPlan;
import dev.evenkeel.engine.rollout.plan.RolloutStep;
import java.time.Duration;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

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
        var answer = api.get("/api/v1/plans", PlanCatalogResponse.class);
        var textTable =
                new TextTable("NAME", "CUSTOM", "STEPS", "MIN DURATION", "FALSE ROLLBACKS", "CONFIDENCE", "BASELINE");
        answer.value().plans().forEach(named -> {
            RolloutPlan plan = named.plan();
            textTable.addRow(
                    plan.name(),
                    named.custom() ? "yes" : "no",
                    formatSteps(plan),
                    QuantityFormatter.formatElapsed(sumDwell(plan)),
                    QuantityFormatter.formatPercent(plan.alpha()),
                    QuantityFormatter.formatPercent(1 - plan.advanceAlpha()),
                    QuantityFormatter.formatCount(plan.seedSamples()) + " calls");
        });
        return new CommandResult(answer.body(), textTable.toString());
    }

    private static String formatSteps(RolloutPlan plan) {
        return plan.steps().stream()
                .map(step -> step.exposure().toBigDecimal() + (step.approval() ? "*" : ""))
                .collect(Collectors.joining(" ", "", "%"));
    }

    private static Duration sumDwell(RolloutPlan plan) {
        return plan.steps().stream().map(RolloutStep::dwell).reduce(Duration.ZERO, Duration::plus);
    }
}
