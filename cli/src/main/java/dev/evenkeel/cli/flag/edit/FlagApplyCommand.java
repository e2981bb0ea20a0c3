// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerApiClient.TypedResponse;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.flag.FlagFileLoader;
import dev.evenkeel.files.flag.InvalidFlagFilesException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel flag apply` command: applies flag definitions from files to a server.
@Command(
        description = {
            "Creates or updates the flags and segments of files, all or none.",
            "Flags and segments that the files omit are kept, unless you pass --prune.",
            "",
            "Examples:",
            "  ./evenkeel flag apply flags.yaml --dry-run",
            "  ./evenkeel flag apply flags.yaml more.json --prune --reason \"release 4.2\"",
            ""
        })
public final class FlagApplyCommand extends AbstractFlagEditCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files with flag definitions in flagd format, JSON or YAML. The last definition wins.")
    private List<Path> files = List.of();

    @Option(names = "--prune", description = OptionDescriptions.PRUNE)
    private boolean prune;

    @Option(names = "--dry-run", description = OptionDescriptions.DRY_RUN)
    private boolean dryRun;

    public FlagApplyCommand() {}

    @Override
    TypedResponse<FlagSetUpdateResult> edit(ServerApiClient api) throws InterruptedException {
        String path = environmentPath("/flags") + query() + (dryRun ? "&dryRun=true" : "");
        String definition = definition();
        return prune
                ? api.put(path, definition, null, FlagSetUpdateResult.class)
                : api.patch(path, definition, FlagSetUpdateResult.class);
    }

    @Override
    boolean isDryRun() {
        return dryRun;
    }

    private String definition() {
        try {
            return FlagFileLoader.load(files).findDefinition().orElseThrow();
        } catch (InvalidFlagFilesException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }
}
