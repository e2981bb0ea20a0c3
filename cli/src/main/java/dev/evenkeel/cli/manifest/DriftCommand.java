// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.api.ManifestApi.ManifestDriftResponse;
import dev.evenkeel.api.ManifestApi.ObjectDrift;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The `evenkeel drift` command: lists manual changes since files were applied.
@Command(
        description = {
            "Lists the objects that were applied from files, and manual changes to them since.",
            "Exit code 1 if an object was changed. To write the current state to files: ./evenkeel export",
            "",
            "Example:",
            "  ./evenkeel drift --set payments",
            ""
        })
public final class DriftCommand extends AbstractServerCommand {
    @Option(names = "--set", paramLabel = "NAME", description = "Only objects of this set of files.")
    private String set = "";

    public DriftCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String query = set.isEmpty() ? "" : "?set=" + ServerApiClient.urlEncode(set);
        var drift = api.get("/api/v1/manifests/drift" + query, ManifestDriftResponse.class);
        List<ObjectDrift> objects = drift.value().objects();
        boolean drifted = objects.stream().anyMatch(DriftCommand::isDrifted);
        return new CommandResult(drift.body(), text(objects), drifted ? 1 : 0);
    }

    private static boolean isDrifted(ObjectDrift object) {
        return object.state() != ObjectDrift.State.IN_SYNC;
    }

    private static String text(List<ObjectDrift> objects) {
        if (objects.isEmpty()) {
            return "No objects were applied from files. To apply files: ./evenkeel apply -f DIR";
        }
        var textTable = new TextTable("OBJECT", "SET", "APPLIED", "STATUS");
        List<String> lines = new ArrayList<>();
        objects.forEach(object -> textTable.addRow(
                ManifestDiffTextFormatter.formatName(object),
                object.set().name(),
                TextTable.formatInstant(object.set().appliedAt()),
                status(object)));
        lines.add(textTable.toString());
        objects.stream().filter(DriftCommand::isDrifted).forEach(object -> {
            lines.add("");
            lines.add(ManifestDiffTextFormatter.formatName(object) + " " + status(object) + ":");
            object.differences().forEach(one -> lines.add("    " + ManifestDiffTextFormatter.formatDifference(one)));
        });
        return String.join(System.lineSeparator(), lines);
    }

    private static String status(ObjectDrift object) {
        return switch (object.state()) {
            case IN_SYNC -> "in sync";
            case MODIFIED -> "changed manually";
            case DELETED -> "deleted manually";
        };
    }
}
