// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The `evenkeel apply` command: applies the objects in manifest files.
@Command(
        description = {
            "Applies services, flags, SLOs, gates, freezes and other objects of files, all or none.",
            "Objects that the files omit are kept, unless you pass --prune. Applying the same files again changes",
            "nothing.",
            "",
            "Examples:",
            "  ./evenkeel apply -f keel/ --dry-run",
            "  ./evenkeel apply -f keel/ --set payments --prune --reason \"as reviewed in #812\"",
            ""
        })
public final class ApplyCommand extends AbstractServerCommand {
    @Mixin
    private ManifestFilesOptions files = new ManifestFilesOptions();

    @Option(names = "--dry-run", description = OptionDescriptions.DRY_RUN)
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    public ApplyCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        try {
            ManifestFilesOptions.ManifestResponse sent = files.send(api, dryRun, reason, System.getenv());
            printWarnings(sent.result().value().warnings(), sent.files()::replaceWithFilePlaces);
            return new CommandResult(
                    sent.result().body(),
                    ManifestDiffTextFormatter.format(sent.result().value()));
        } catch (ManifestFiles.InvalidManifestFileException e) {
            throw usageError("Nothing was changed. " + e.getMessage());
        }
    }
}
