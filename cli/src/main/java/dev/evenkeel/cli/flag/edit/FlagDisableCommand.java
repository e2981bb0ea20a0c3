// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag disable` command: disables a flag at once.
@Command(
        description = {
            "Disables a flag immediately (kill switch). Services use the default in their code.",
            "To enable the flag again: ./evenkeel flag enable KEY",
            "",
            "Example:",
            "  ./evenkeel flag disable payment-core --reason \"double bookings\"",
            ""
        })
public final class FlagDisableCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    public FlagDisableCommand() {}

    @Override
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/disable", requestBody().toString()).body();
    }
}
