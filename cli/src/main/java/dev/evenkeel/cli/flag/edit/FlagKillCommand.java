// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag kill` command: disables a flag at once.
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The kill switch: disables a flag, so that every service uses the default in its own code from now on.",
            "",
            "Example:",
            "  ./evenkeel flag kill payment-core --reason \"double bookings\"",
            ""
        })
public final class FlagKillCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "The flag.")
    private String key = "";

    public FlagKillCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/disable", requestBody().toString()).body();
    }
}
