// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.service;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel service delete` command: deletes a service from the catalog.
@Command(
        description = {
            "Deletes a service from the service catalog.",
            "",
            "Example:",
            "  ./evenkeel service delete old-payments --reason \"shut down\"",
            ""
        })
final class ServiceDeleteCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KEY", description = "Key of the service.")
    private String key = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        api.delete(
                "/api/v1/services/" + ServerApiClient.urlEncode(key) + "?reason=" + ServerApiClient.urlEncode(reason));
        return new CommandResult(
                ServerApiClient.JSON.createObjectNode().put("key", key).put("deleted", true),
                "Service " + key + " deleted.");
    }
}
