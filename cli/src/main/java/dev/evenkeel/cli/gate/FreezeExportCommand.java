// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.files.freeze.FreezeCalendarExporter;
import java.time.Clock;
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
        String file = FreezeCalendarExporter.export(
                FreezeCalendarClient.decode(freezes), Clock.systemUTC().instant());
        return new CommandResult(freezes, file.stripTrailing());
    }
}
