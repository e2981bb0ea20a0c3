// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel code-reference upload` command: replaces the scan of a repository.
@Command(
        description = {
            "Uploads the output of flag references --json. Replaces the previous scan of the repository.",
            "",
            "Example:",
            "  ./evenkeel flag references . --json > references.json",
            "  ./evenkeel code-reference upload payments/core references.json",
            ""
        })
final class CodeReferenceUploadCommand extends AbstractServerCommand {
    /// API path of all code references.
    static final String PATH = "/api/v1/code-references";

    @Parameters(index = "0", paramLabel = "REPOSITORY", description = "Name of the repository.")
    private String repository = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Output of flag references --json.")
    private Path file = Path.of("");

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode scan = readJson("FILE", file);
        api.put(repositoryPath(repository), ServerApiClient.JSON.writeValueAsString(scan), null);
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("repository", repository),
                "Code references of " + repository + " uploaded: "
                        + scan.path("flags").size() + " flags with references.");
    }

    /// Returns the API path of a repository's references.
    static String repositoryPath(String repository) {
        return PATH + "?repository=" + ServerApiClient.urlEncode(repository);
    }
}
