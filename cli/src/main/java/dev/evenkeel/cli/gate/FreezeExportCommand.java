// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.client.ServerUnreachableException;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.freeze.FreezeCalendarCodec;
import dev.evenkeel.files.freeze.FreezeCalendarExporter;
import dev.evenkeel.files.freeze.FreezeWindowDefinition;
import dev.evenkeel.files.json.ValidationErrors;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel freeze export` command: exports the freeze calendar as an iCalendar file.
@Command(
        description = {
            "Prints the freeze windows as an iCalendar file.",
            "Calendar programs can import the file; ./evenkeel freeze import restores all windows from it.",
            "",
            "Example:",
            "  ./evenkeel freeze export > freezes.ics",
            ""
        })
final class FreezeExportCommand extends AbstractServerCommand {

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode freezes = api.get(FreezeCalendarClient.FREEZES).body();
        var errors = new ValidationErrors();
        List<FreezeWindowDefinition> rules = FreezeCalendarCodec.decodeCalendar(freezes, errors);
        if (!errors.toList().isEmpty()) {
            throw new ServerUnreachableException(
                    "Cannot read the freeze windows of the server: " + errors.toList()
                            + ". Use the command line of the server's version.",
                    null);
        }
        String file = FreezeCalendarExporter.export(rules, Clock.systemUTC().instant());
        return new CommandResult(freezes, file.stripTrailing());
    }
}
