// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.incident;

import dev.evenkeel.api.IncidentApi.AcknowledgeIncidentRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel incident acknowledge` command: acknowledges an incident.
@Command(
        description = {
            "Acknowledges an incident. If it has no incident commander, you become the commander.",
            "",
            "Example:",
            "  ./evenkeel incident acknowledge i-5f0c2b7e9a1d4c38",
            ""
        })
final class IncidentAcknowledgeCommand extends AbstractIncidentActionCommand {
    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        return postAction(api, "acknowledge", new AcknowledgeIncidentRequest(person));
    }
}
