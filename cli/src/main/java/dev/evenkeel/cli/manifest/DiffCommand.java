// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.ServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `evenkeel diff`: what files would change.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says what ./evenkeel apply would change, and changes nothing. Exit code 1 when something would change.",
            "",
            "Example:",
            "  ./evenkeel diff -f keel/ --set payments --prune",
            ""
        })
public final class DiffCommand extends ServerCommand {
    @Mixin
    private FilesOption files = new FilesOption();

    /// Created by picocli.
    public DiffCommand() {}

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        try {
            FilesOption.Sent sent = files.send(api, true, "", System.getenv());
            JsonNode outcome = sent.outcome();
            printWarnings(outcome, sent.files()::named);
            return new Result(outcome, ChangesText.of(outcome), ChangesText.changes(outcome) ? 1 : 0);
        } catch (ManifestFiles.Unreadable e) {
            throw misuse(e.getMessage() + ".");
        }
    }
}
