// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.CopyFlagRequest;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel flag copy` command: copies a flag from another environment.
@Command(
        description = {
            "Copies a flag from another environment. Replaces the flag if it exists.",
            "",
            "Example:",
            "  ./evenkeel flag copy new-checkout --from staging --environment production",
            ""
        })
public final class FlagCopyCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the flag.")
    private String key = "";

    @Option(names = "--from", required = true, paramLabel = "NAME", description = "Environment to copy from.")
    private String from = "";

    public FlagCopyCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.post(flagPath(key) + "/copy", new CopyFlagRequest(from, reason), FlagSetUpdateResult.class);
    }
}
