// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag delete` command: deletes one flag.
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes one flag away. Refused while a rollout or another flag's prerequisite needs it.",
            "",
            "Example:",
            "  ./evenkeel flag delete old-checkout --reason \"in the code since March\"",
            ""
        })
public final class FlagDeleteCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "The flag.")
    private String key = "";

    public FlagDeleteCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.delete(flagPath(key) + query()).body();
    }
}
