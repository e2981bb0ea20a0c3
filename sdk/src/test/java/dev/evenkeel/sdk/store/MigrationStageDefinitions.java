// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.json.Json;

/// Definitions of a migration flag.
final class MigrationStageDefinitions {
    static final String FLAG = "ledger-store";

    private MigrationStageDefinitions() {}

    /// A definition with 100% at one stage.
    static String at(MigrationStage migrationStage) {
        StringBuilder variants = new StringBuilder();
        for (MigrationStage variant : MigrationStage.values()) {
            variants.append(variants.isEmpty() ? "" : ",")
                    .append(Json.of("'%s':'%s'", variant.variant(), variant.variant()));
        }
        return Json.of(
                "{'flags':{'%s':{'state':'ENABLED','variants':{%s},'defaultVariant':'%s'}}}",
                FLAG, variants, migrationStage.variant());
    }
}
