// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.engine.drill.RollbackPlan;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel rollback-plan update` command: creates or replaces the rollback plan of a flag.
@Command(
        description = {
            "Creates or replaces the rollback plan of a flag. A new version of the plan needs a new drill.",
            "",
            "Example:",
            "  ./evenkeel rollback-plan update payment-core rollback.yaml",
            ""
        })
final class RollbackPlanUpdateCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The plan, YAML or JSON.")
    private Path file = Path.of("");

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var plan = api.put(
                flagPath(flag) + "/rollback-plan", readYaml("FILE", file).toString(), null, RollbackPlan.class);
        return new CommandResult(plan.body(), DrillTextFormatter.formatPlan(plan.value()));
    }
}
