// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A formatter of migrations as text.
final class MigrationTextFormatter {
    private static final int PASSES = 5;

    private MigrationTextFormatter() {}

    /// @param migration JSON as printed by `migration show --json`
    static String format(JsonNode migration) {
        String flag = migration.path("flag").asString();
        if (migration.path("stage").isNull()) {
            return "Flag " + flag + " does not control a migration: not all of its variants are migration stages.";
        }
        List<String> lines = new ArrayList<>();
        lines.add("Flag " + flag + " in " + migration.path("environment").asString() + ": stage "
                + migration.path("stage").asString() + " since revision "
                + migration.path("revision").asString() + ".");
        pending(migration.path("pendingInstances"), lines);
        lines.add(rollout(migration.path("rollout")));
        lines.add("");
        passes(migration.path("reconciliations"), lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void pending(JsonNode instances, List<String> lines) {
        if (instances.isEmpty()) {
            lines.add("All known instances have confirmed this stage.");
            return;
        }
        lines.add("Not confirmed by:");
        instances.forEach(process -> lines.add("  " + process.path("instance").asString()
                + (process.path("revision").isNull()
                        ? ": no revision confirmed"
                        : ": revision " + process.path("revision").asString())
                + (process.path("connected").asBoolean()
                        ? ""
                        : ", disconnected, last seen " + TextTable.formatInstant(process.path("lastSeen")))));
    }

    private static String rollout(JsonNode rollout) {
        if (rollout.isNull()) {
            return "No running rollout.";
        }
        String waits = rollout.path("holdReason").asString("");
        return "Rollout " + rollout.path("id").asString() + " from "
                + rollout.path("control").asString() + " to "
                + rollout.path("candidate").asString() + ": "
                + rollout.path("status").asString() + " at "
                + rollout.path("exposure").asString() + "%" + (waits.isEmpty() ? "." : ", waiting for " + waits + ".");
    }

    private static void passes(JsonNode passes, List<String> lines) {
        if (passes.isEmpty()) {
            lines.add("No reconciliation of the two stores.");
            return;
        }
        var textTable = new TextTable("STARTED", "FINISHED", "STAGE", "ALL INSTANCES", "RANGES", "ROWS", "MISMATCHES");
        passes.valueStream()
                .limit(PASSES)
                .forEach(pass -> textTable.addRow(
                        TextTable.formatInstant(pass.path("startedAt")),
                        TextTable.formatInstant(pass.path("finishedAt")),
                        pass.path("stage").asString(),
                        pass.path("together").asBoolean() ? "yes" : "no",
                        pass.path("ranges").asString(),
                        pass.path("rows").asString(),
                        pass.path("mismatches").asString()));
        textTable.toString().lines().forEach(lines::add);
        passes.path(0).path("examples").forEach(example -> lines.add("  " + example.asString()));
    }
}
