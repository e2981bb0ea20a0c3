// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

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
    JsonNode edit(ServerApiClient api) throws InterruptedException {
        return api.delete(segmentPath(name) + query()).body();
    }
}
