// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.examples.payments.migration.LedgerMigration;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/// The flag that leads the move of the ledger, as a server sends it.
final class MigrationStageDefinitions {
    private MigrationStageDefinitions() {}

    /// Everybody at one stage.
    static String at(MigrationStage migrationStage) {
        String variants = Arrays.stream(MigrationStage.values())
                .map(one -> Json.of("'%s':'%s'", one.variant(), one.variant()))
                .collect(Collectors.joining(","));
        return Json.of(
                "{'flags':{'%s':{'state':'ENABLED','variants':{%s},'defaultVariant':'%s'}}}",
                LedgerMigration.FLAG, variants, migrationStage.variant());
    }

    /// Some partitions at one stage, the others at another.
    ///
    /// @param percent of the partitions at the candidate's
    static String between(MigrationStage control, MigrationStage candidate, int percent) {
        var split = new RolloutSplit(
                "r-" + control + "-" + candidate,
                control.variant(),
                candidate.variant(),
                new Percent(100 * percent),
                "seed",
                1,
                Duration.ZERO,
                null,
                new ShadowConfig(Percent.ALL, Percent.NONE));
        return FlagdDefinitionRenderer.render(at(control), Map.of(LedgerMigration.FLAG, split));
    }
}
