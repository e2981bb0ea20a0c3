// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagApi.SetFlagStateRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel flag enable` command: enables a disabled flag.
@Command(
        description = {
            "Enables a disabled flag. Its rules are unchanged.",
            "",
            "Example:",
            "  ./evenkeel flag enable payment-core --reason \"fixed in 4.2.1\"",
            ""
        })
public final class FlagEnableCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    public FlagEnableCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/enable", new SetFlagStateRequest(reason), FlagSetUpdateResult.class);
    }
}
