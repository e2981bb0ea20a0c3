// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.drill;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.yaml.YamlCodec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel drill plan` command: shows or sets the rollback plan of a flag.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows the rollback plan of a flag, or puts that of a file in force.",
            "",
            "Examples:",
            "  ./evenkeel drill plan payment-core",
            "  ./evenkeel drill plan payment-core --file rollback.yaml",
            ""
        })
final class FlagRollbackPlanCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag.")
    private String flag = "";

    @Option(names = "--file", paramLabel = "FILE", description = "A plan, YAML or JSON.")
    private @Nullable Path file;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = flagPath(flag) + "/rollback-plan";
        JsonNode plan = (file == null ? api.get(path) : api.put(path, json(file), null)).body();
        return new CommandResult(plan, DrillTextFormatter.formatPlan(plan));
    }

    private String json(Path given) {
        try {
            return YamlCodec.toJson(readFile("--file", given));
        } catch (IllegalArgumentException e) {
            throw usageError(given + ": " + e.getMessage());
        }
    }
}
