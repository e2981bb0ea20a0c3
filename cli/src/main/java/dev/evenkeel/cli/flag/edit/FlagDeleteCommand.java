// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel flag delete` command: deletes one flag.
@Command(
        description = {
            "Deletes a flag. Fails while a rollout or experiment uses it, or another flag has it as a prerequisite.",
            "",
            "Example:",
            "  ./evenkeel flag delete old-checkout --reason \"launched in March\"",
            ""
        })
public final class FlagDeleteCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    public FlagDeleteCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.delete(flagPath(key) + query(), FlagSetUpdateResult.class);
    }
}
