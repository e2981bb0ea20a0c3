// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.migration;

import dev.evenkeel.api.MigrationApi.MigrationStatusResponse;
import dev.evenkeel.api.MigrationApi.PendingInstance;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A formatter of migrations as text.
final class MigrationTextFormatter {
    private static final int PASSES = 5;

    private MigrationTextFormatter() {}

    /// @param rollout running rollout of the flag; null if there is none
    static String format(
            String flag, String environment, MigrationStatusResponse migration, @Nullable RolloutResponse rollout) {
        if (migration.stage() == null) {
            return "Flag " + flag + " does not control a migration: not all of its variants are migration stages.";
        }
        List<String> lines = new ArrayList<>();
        lines.add("Flag " + flag + " in " + environment + ": stage " + migration.stage() + " since revision "
                + migration.revision() + ".");
        addPending(migration.pendingInstances(), lines);
        lines.add(formatRollout(rollout));
        lines.add("");
        addPasses(migration.reconciliations(), lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void addPending(List<PendingInstance> instances, List<String> lines) {
        if (instances.isEmpty()) {
            lines.add("All known instances have confirmed this stage.");
            return;
        }
        lines.add("Not confirmed by:");
        instances.forEach(instance -> lines.add("  " + instance.instance()
                + (instance.revision() == null ? ": no revision confirmed" : ": revision " + instance.revision())
                + (instance.connected()
                        ? ""
                        : ", disconnected, last seen " + TextTable.formatInstant(instance.lastSeen()))));
    }

    private static String formatRollout(@Nullable RolloutResponse rollout) {
        if (rollout == null) {
            return "No running rollout.";
        }
        return "Rollout " + rollout.id() + " from " + rollout.control() + " to " + rollout.candidate() + ": "
                + rollout.status() + " at " + rollout.exposure() + "%"
                + (rollout.holdReason() == null ? "." : ", waiting for " + rollout.holdReason() + ".");
    }

    private static void addPasses(List<ReconciliationPass> passes, List<String> lines) {
        if (passes.isEmpty()) {
            lines.add("No reconciliation of the two stores.");
            return;
        }
        var textTable = new TextTable("STARTED", "FINISHED", "STAGE", "ALL INSTANCES", "RANGES", "ROWS", "MISMATCHES");
        passes.stream()
                .limit(PASSES)
                .forEach(pass -> textTable.addRow(
                        TextTable.formatInstant(pass.startedAt()),
                        pass.finishedAt() == null ? "-" : TextTable.formatInstant(pass.finishedAt()),
                        pass.stage(),
                        pass.together() ? "yes" : "no",
                        Long.toString(pass.counts().ranges()),
                        Long.toString(pass.counts().rows()),
                        Long.toString(pass.counts().mismatches())));
        textTable.toString().lines().forEach(lines::add);
        passes.getFirst().counts().examples().forEach(example -> lines.add("  " + example));
    }
}
