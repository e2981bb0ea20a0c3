// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.access;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel sdk-key list` command: lists the SDK keys of an environment.
@Command(
        description = {
            "Lists the SDK keys of an environment, including expired and revoked ones.",
            "",
            "Example:",
            "  ./evenkeel sdk-key list --environment production",
            ""
        })
final class SdkKeyListCommand extends AbstractServerCommand {
    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode keys = api.get(environmentPath("/sdk-keys")).body();
        return new CommandResult(keys, AccessTextFormatter.formatKeys(keys));
    }
}
