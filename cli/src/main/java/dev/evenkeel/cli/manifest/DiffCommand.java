// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.api.ManifestApi.ApplyManifestsResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The `evenkeel diff` command: shows what applying files would change.
@Command(
        description = {
            "Shows what ./evenkeel apply would change. Exit code 1 if anything would change.",
            "",
            "Example:",
            "  ./evenkeel diff -f keel/ --set payments --prune",
            ""
        })
public final class DiffCommand extends AbstractServerCommand {
    @Mixin
    private ManifestFilesOptions files = new ManifestFilesOptions();

    public DiffCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        try {
            ManifestFilesOptions.ManifestResponse sent = files.send(api, true, "", System.getenv());
            ApplyManifestsResponse result = sent.result().value();
            printWarnings(result.warnings(), sent.files()::replaceWithFilePlaces);
            return new CommandResult(
                    sent.result().body(), ManifestDiffTextFormatter.format(result), result.hasChanges() ? 1 : 0);
        } catch (ManifestFiles.InvalidManifestFileException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }
}
