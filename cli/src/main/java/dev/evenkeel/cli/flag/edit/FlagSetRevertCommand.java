// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        ObjectNode body = requestBody().put("revision", revision);
        if (flag != null) {
            body.put("flag", flag);
        }
        return api.post(environmentPath("/revert"), body.toString()).body();
    }
}
