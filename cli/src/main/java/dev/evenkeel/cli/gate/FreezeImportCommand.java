// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.gate;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.gate.FreezeWindow.AllowDenyKind;
import dev.evenkeel.files.freeze.FreezeCalendarImport;
import dev.evenkeel.files.freeze.FreezeWindowJson;
import java.nio.file.Path;
import java.time.ZoneId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel freeze import` command: imports an iCalendar file.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Puts the events of an iCalendar file in force as freeze windows; windows of the same names are replaced. An event",
            "that cannot be taken over as it is, such as one that was moved, is left out and named on standard error.",
            "A cancelled event (STATUS:CANCELLED, or METHOD:CANCEL of the file) makes no window and is named there, too; a",
            "cancelled occurrence is an exception of its window. A window that is in force already stays: delete it with",
            "freeze delete.",
            "",
            "Example:",
            "  ./evenkeel freeze import holidays.ics --zone Europe/Zurich --reason \"holidays of 2027\"",
            ""
        },
        footer =
                "%nExit code: 0 when everything was taken over or is cancelled, 1 when another event was left out, 2 when"
                        + " the file is no iCalendar.")
final class FreezeImportCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "The file, .ics.")
    private Path file = Path.of("");

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Whose clock whole days and times without a zone are meant on (default: UTC).")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(
            names = "--kind",
            paramLabel = "DENY|ALLOW",
            defaultValue = "DENY",
            description = "What events mean that do not say: no change inside, or none outside (default: DENY).")
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
        ObjectNode windows = ServerApiClient.JSON.createObjectNode();
        windows.set(
                "windows",
                ServerApiClient.JSON.valueToTree(
                        imported.rules().stream().map(FreezeWindowJson::of).toList()));
        JsonNode freezes = dryRun ? windows : FreezeCalendarClient.saveWindows(api, windows, false, reason);
        return new CommandResult(freezes, GateTextFormatter.formatFreezes(freezes), imported.complete() ? 0 : 1);
    }

    private FreezeCalendarImport readImport() {
        try {
            return FreezeCalendarImport.parse(readFile("FILE", file), zone, kind);
        } catch (IllegalArgumentException e) {
            throw usageError(file + ": " + e.getMessage());
        }
    }
}
