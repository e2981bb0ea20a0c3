// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag restore` command: enables a disabled flag.
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Enables a killed flag again, as it was.",
            "",
            "Example:",
            "  ./evenkeel flag restore payment-core --reason \"mended in 4.2.1\"",
            ""
        })
public final class FlagEnableCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "The flag.")
    private String key = "";

    public FlagEnableCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/enable", requestBody().toString()).body();
    }
}
