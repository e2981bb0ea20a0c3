// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.files.freeze.FreezeCalendar;
import dev.evenkeel.files.freeze.FreezeCalendarImport;
import dev.evenkeel.files.json.DocumentJsonModule;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel freeze import` command: imports an iCalendar file.
@Command(
        description = {
            "Imports the events of an iCalendar file as freeze windows.",
            "Replaces windows of the same name, and deletes no others. An event that cannot be imported exactly, such",
            "as a moved one, is skipped and reported on standard error. So is a cancelled event (STATUS:CANCELLED, or",
            "METHOD:CANCEL of the file). A cancelled occurrence becomes an exception of its window.",
            "",
            "Example:",
            "  ./evenkeel freeze import holidays.ics --zone Europe/Zurich --reason \"holidays of 2027\"",
            ""
        },
        footer = "%nExit code: 0 if all events were imported or are cancelled, 1 if another event was skipped, 2 if the"
                + " file is not an iCalendar file.")
final class FreezeImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "iCalendar file (.ics).")
    private Path file = Path.of("");

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Time zone of all-day events and of times without a zone (default: UTC).")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--kind",
            paramLabel = "DENY|ALLOW",
            defaultValue = "DENY",
            description = "Kind of events without one. DENY: no changes inside; ALLOW: only inside (default: DENY).")
    private AllowDenyKind kind = AllowDenyKind.DENY;

    @Option(names = "--dry-run", description = OptionDescriptions.DRY_RUN)
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        FreezeCalendarImport imported = readImport();
        imported.notes().forEach(err()::println);
        err().flush();
        ObjectNode windows = DocumentJsonModule.MAPPER.valueToTree(new FreezeCalendar(imported.rules()));
        JsonNode freezes = dryRun ? windows : FreezeCalendarClient.saveWindows(api, windows, false, reason);
        return new CommandResult(
                freezes,
                GateTextFormatter.formatFreezes(FreezeCalendarClient.decode(freezes)),
                imported.complete() ? 0 : 1);
    }

    private FreezeCalendarImport readImport() {
        try {
            return FreezeCalendarImport.parse(readFile("FILE", file), zone, kind);
        } catch (IllegalArgumentException e) {
            throw usageError(file + ": " + e.getMessage());
        }
    }
}
