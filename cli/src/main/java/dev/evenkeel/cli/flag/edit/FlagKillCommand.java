// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel flag kill`: the kill switch.
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
public final class FlagKillCommand extends FlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "The flag.")
    private String key = "";

    /// Created by picocli.
    public FlagKillCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/kill", body().toString()).body();
    }
}
