// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The `evenkeel code-reference delete` command: deletes the scan of a repository.
@Command(
        description = {
            "Deletes the scan of a repository, for example of one that no longer exists.",
            "",
            "Example:",
            "  ./evenkeel code-reference delete payments/core",
            ""
        })
final class CodeReferenceDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "REPOSITORY", description = "Name of the repository, as shown by code-reference list.")
    private String repository = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete(CodeReferenceUploadCommand.repositoryPath(repository));
        return new CommandResult(
                ServerApiClient.JSON
                        .createObjectNode()
                        .put("repository", repository)
                        .put("deleted", true),
                "Code references of " + repository + " deleted.");
    }
}
