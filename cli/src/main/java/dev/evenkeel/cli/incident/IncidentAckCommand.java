// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel incident ack` command: acknowledges an incident.
@Command(
        name = "ack",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Takes an incident up: it is confirmed, and whoever does it commands unless somebody does.",
            "",
            "Example:",
            "  ./evenkeel incident ack i-5f0c2b7e9a1d4c38 --person ann",
            ""
        })
final class IncidentAckCommand extends AbstractIncidentActionCommand {
    @Option(names = "--person", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private String person = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode body = emptyBody();
        return postAction(api, "acknowledge", person.isEmpty() ? body : body.put("onBehalfOf", person));
    }
}
