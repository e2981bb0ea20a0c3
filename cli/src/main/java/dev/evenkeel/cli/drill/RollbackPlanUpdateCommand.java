// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

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
    private @Nullable Path file;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (file == null) {
            throw usageError("FILE is missing");
        }
        JsonNode plan =
                api.put(flagPath(flag) + "/rollback-plan", json(file), null).body();
        return new CommandResult(plan, DrillTextFormatter.formatPlan(plan));
    }

    private String json(Path given) {
        try {
            return YamlCodec.toJson(readFile("FILE", given));
        } catch (IllegalArgumentException e) {
            throw usageError(given + ": " + e.getMessage());
        }
    }
}
