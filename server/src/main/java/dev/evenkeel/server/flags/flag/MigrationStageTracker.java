// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.EditApprovals;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagEditGate;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What edits of flags have to pass, and the account of the stages of flags that lead migrations. Every method
/// runs in the caller's transaction.
@Component
class MigrationStageTracker {
    private final MigrationStageRepository table;
    private final MigrationStageRules edits;
    private final FlagRepository flags;
    private final ObjectProvider<FlagEditGate> gates;

    MigrationStageTracker(
            MigrationStageRepository table,
            MigrationStageRules edits,
            FlagRepository flags,
            ObjectProvider<FlagEditGate> gates) {
        this.table = table;
        this.edits = edits;
        this.flags = flags;
        this.gates = gates;
    }

    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a new definition breaks the rules
    ///     of a migration
    void check(MigrationStageRules.DefinitionReplacement change) {
        edits.check(change);
    }

    /// Asks every gate about an edit, unless it does nothing but switch flags off.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when one is closed
    void ask(String environment, ParsedDefinition former, ParsedDefinition next, EditApprovals consent) {
        List<EditedFlag> edited = next.editedSince(former);
        if (!edited.isEmpty() && !next.onlySwitchesOff(edited, former)) {
            var edit = new FlagEditGate.ProposedEdit(
                    environment,
                    edited,
                    former.keys().isEmpty(),
                    consent,
                    flag -> LatestFlagChange.of(flags, environment, flag).isTakenBackBy(next, former));
            gates.orderedStream().forEach(gate -> gate.check(edit));
        }
    }

    /// Notes what a new definition changes.
    ///
    /// @param revision its revision
    void edited(String environment, ParsedDefinition former, ParsedDefinition next, long revision) {
        next.keys().stream()
                .filter(key -> leadsMigration(next.flag(key)))
                .filter(key -> !leadsMigration(former.flag(key))
                        || !stage(next.flag(key)).equals(stage(former.flag(key)))
                        || isEnabled(next.flag(key)) != isEnabled(former.flag(key)))
                .forEach(key -> table.together(environment, key, revision));
    }

    /// Notes that a flag got another split. Once nobody is at a stage with fewer writes any more, all
    /// begins anew.
    void split(String environment, String key, JsonNode flag, @Nullable RunningSplit former, long revision) {
        if (!leadsMigration(flag)) {
            return;
        }
        if (former != null && lacksWrites(former)) {
            table.together(environment, key, revision);
        } else {
            table.changed(environment, key, revision);
        }
    }

    /// Where a flag is; empty when it leads no migration.
    Optional<MigrationStageStatus> find(EnvironmentSnapshot snapshot, String key) {
        JsonNode flag = ParsedDefinition.stored(snapshot.authored()).flag(key);
        return leadsMigration(flag)
                ? stage(flag).map(stage -> at(snapshot, key, stage, isEnabled(flag)))
                : Optional.empty();
    }

    /// The revision as in [MigrationStageStatus]; no revision that there is when nothing is known of the flag.
    long since(String environment, String key) {
        return table.find(environment, key)
                .map(MigrationStageRepository.Row::since)
                .orElse(Long.MAX_VALUE);
    }

    private MigrationStageStatus at(EnvironmentSnapshot snapshot, String key, MigrationStage stage, boolean enabled) {
        MigrationStageRepository.Row row = table.find(snapshot.environment(), key)
                .orElseGet(() -> {
                    table.together(snapshot.environment(), key, snapshot.revision());
                    return new MigrationStageRepository.Row(snapshot.revision(), snapshot.revision());
                });
        RunningSplit split = snapshot.splits().get(key);
        boolean whole = enabled && (split == null || !stage.writesBoth() || !lacksWrites(split));
        return new MigrationStageStatus(stage, row.since(), row.changed(), whole);
    }

    /* Whether it puts somebody at a stage that writes one store only. */
    private static boolean lacksWrites(RunningSplit split) {
        if (!(split instanceof RolloutSplit rollout)) {
            return true;
        }
        return (!rollout.exposure().equals(Percent.ALL) && !writesBoth(rollout.control()))
                || (!rollout.exposure().equals(Percent.NONE) && !writesBoth(rollout.candidate()));
    }

    private static boolean writesBoth(String variant) {
        return MigrationStage.of(variant).filter(MigrationStage::writesBoth).isPresent();
    }

    static boolean leadsMigration(JsonNode flag) {
        return !MigrationStage.allOf(List.copyOf(flag.path("variants").propertyNames()))
                .isEmpty();
    }

    /* Without a default variant, services run what stands in their code, which is OFF. */
    static Optional<MigrationStage> stage(JsonNode flag) {
        JsonNode variant = flag.path("defaultVariant");
        return variant.isString() ? MigrationStage.of(variant.stringValue()) : Optional.of(MigrationStage.OFF);
    }

    static boolean isEnabled(JsonNode flag) {
        return !flag.path("state").asString("").equals("DISABLED");
    }
}
