// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel segment delete` command: deletes a segment.
@Command(
        description = {
            "Deletes a segment. Fails while a flag or another segment uses it.",
            "",
            "Example:",
            "  ./evenkeel segment delete beta-testers --reason \"no longer used\"",
            ""
        })
final class SegmentDeleteCommand extends AbstractFlagEditCommand {
    @Parameters(paramLabel = "NAME", description = "Name of the segment.")
    private String name = "";

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        return api.delete(segmentPath(name) + query(), FlagSetUpdateResult.class);
    }
}
