// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.manifest;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

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
        ArrayNode objects = ServerApiClient.JSON.createArrayNode();
        api.get("/api/v1/manifests/drift")
                .body()
                .path("objects")
                .valueStream()
                .filter(one ->
                        set.isEmpty() || one.path("set").path("name").asString().equals(set))
                .forEach(objects::add);
        JsonNode answer = ServerApiClient.JSON.createObjectNode().set("objects", objects);
        boolean drifted = objects.valueStream().anyMatch(DriftCommand::isDrifted);
        return new CommandResult(answer, text(objects), drifted ? 1 : 0);
    }

    private static boolean isDrifted(JsonNode object) {
        return !object.path("state").asString().equals("IN_SYNC");
    }

    private static String text(ArrayNode objects) {
        if (objects.isEmpty()) {
            return "No objects were applied from files. To apply files: ./evenkeel apply -f DIR";
        }
        var textTable = new TextTable("OBJECT", "SET", "APPLIED", "STATUS");
        List<String> lines = new ArrayList<>();
        objects.forEach(object -> textTable.addRow(
                ManifestDiffTextFormatter.formatName(object),
                object.path("set").path("name").asString(),
                TextTable.formatInstant(object.path("set").path("appliedAt")),
                now(object)));
        lines.add(textTable.toString());
        objects.valueStream().filter(DriftCommand::isDrifted).forEach(object -> {
            lines.add("");
            lines.add(ManifestDiffTextFormatter.formatName(object) + " " + now(object) + ":");
            object.path("differences")
                    .forEach(one -> lines.add("    " + ManifestDiffTextFormatter.formatDifference(one)));
        });
        return String.join(System.lineSeparator(), lines);
    }

    private static String now(JsonNode object) {
        return switch (object.path("state").asString()) {
            case "MODIFIED" -> "changed manually";
            case "DELETED" -> "deleted manually";
            default -> "in sync";
        };
    }
}
