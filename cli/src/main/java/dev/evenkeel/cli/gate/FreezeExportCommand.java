// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.client.ServerUnreachable;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.files.freeze.FreezeCodec;
import dev.evenkeel.files.freeze.FreezeExport;
import dev.evenkeel.files.freeze.FreezeRule;
import dev.evenkeel.files.json.Faults;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// `evenkeel freeze export`: the freeze calendar as an iCalendar file.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the freeze calendar as an iCalendar file, for calendars of people. freeze import reads all of it back.",
            "",
            "Example:",
            "  ./evenkeel freeze export > freezes.ics",
            ""
        })
final class FreezeExportCommand extends ServerCommand {

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        JsonNode freezes = api.get(FreezePath.FREEZES).body();
        var faults = new Faults();
        List<FreezeRule> rules = FreezeCodec.read(freezes, faults);
        if (!faults.all().isEmpty()) {
            throw new ServerUnreachable(
                    "The server has a freeze calendar that this command cannot read: " + faults.all(), null);
        }
        String file = FreezeExport.write(rules, Clock.systemUTC().instant());
        return new Result(freezes, file.stripTrailing());
    }
}
