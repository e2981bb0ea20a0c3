// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel segment update` command: creates or replaces a segment.
@Command(
        description = {
            "Creates a segment from a file, or replaces its rule.",
            "",
            "Example:",
            "  ./evenkeel segment update beta-testers beta-testers.json --reason \"add the Zurich office\"",
            ""
        })
final class SegmentUpdateCommand extends AbstractFlagEditCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the segment.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Rule in JsonLogic, with the operators of flagd.")
    private @Nullable Path file;

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        if (file == null) {
            throw usageError("FILE is missing. Name the file with the rule.");
        }
        return api.put(segmentPath(name) + query(), readFile("FILE", file), null, FlagSetUpdateResult.class);
    }
}
