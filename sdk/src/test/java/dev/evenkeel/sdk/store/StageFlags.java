// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.store;

import dev.evenkeel.core.flag.MigrationStage;

/// Definitions of a flag that leads a migration.
final class StageFlags {
    static final String FLAG = "ledger-store";

    private StageFlags() {}

    /// Everybody at one stage.
    static String at(MigrationStage migrationStage) {
        StringBuilder variants = new StringBuilder();
        for (MigrationStage variant : MigrationStage.values()) {
            variants.append(variants.isEmpty() ? "" : ",")
                    .append("\"%s\":\"%s\"".formatted(variant.variant(), variant.variant()));
        }
        return "{\"flags\":{\"" + FLAG + "\":{\"state\":\"ENABLED\",\"variants\":{" + variants
                + "},\"defaultVariant\":\"" + migrationStage.variant() + "\"}}}";
    }
}
