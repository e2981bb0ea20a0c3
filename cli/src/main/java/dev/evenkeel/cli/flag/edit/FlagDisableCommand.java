// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagApi.SetFlagStateRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/disable", new SetFlagStateRequest(reason), FlagSetUpdateResult.class);
    }
}
