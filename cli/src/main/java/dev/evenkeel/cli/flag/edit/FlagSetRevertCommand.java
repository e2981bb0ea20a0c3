// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.api.FlagApi.RevertFlagSetRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel flag revert` command: restores an earlier revision.
@Command(
        description = {
            "Restores all flags as they were in an earlier revision, or one flag.",
            "This creates a new revision. Running rollouts keep their exposure.",
            "",
            "Examples:",
            "  ./evenkeel flag revert 41 --reason \"undo revision 42\"",
            "  ./evenkeel flag revert 41 --flag payment-core",
            ""
        })
public final class FlagSetRevertCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "REVISION", description = "Revision to restore; ./evenkeel flag history lists them.")
    private long revision;

    @Option(
            names = "--flag",
            paramLabel = "KEY",
            description = "Restore only this flag. If the revision does not have it, the flag is deleted.")
    private @Nullable String flag;

    public FlagSetRevertCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.post(
                environmentPath("/revert"),
                new RevertFlagSetRequest(revision, flag, reason),
                FlagSetUpdateResult.class);
    }
}
