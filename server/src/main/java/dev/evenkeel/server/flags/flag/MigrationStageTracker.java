// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.EditApprovalStatus;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagEditGate;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The check of flag edits against gates and migration rules, and the record of the migration stages. Every
/// method runs in the caller's transaction.
@Component
class MigrationStageTracker {
    private final MigrationStageRepository migrationStageRepository;
    private final MigrationStageRules edits;
    private final FlagRepository flags;
    private final ObjectProvider<FlagEditGate> gates;

    MigrationStageTracker(
            MigrationStageRepository migrationStageRepository,
            MigrationStageRules edits,
            FlagRepository flags,
            ObjectProvider<FlagEditGate> gates) {
        this.migrationStageRepository = migrationStageRepository;
        this.edits = edits;
        this.flags = flags;
        this.gates = gates;
    }

    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a new definition breaks the rules
    ///     of a migration
    void validate(MigrationStageRules.FlagSetReplacement change) {
        edits.validate(change);
    }

    /// Checks an edit against every gate, unless it only disables flags.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a gate is closed
    void checkGates(String environment, ParsedFlagSet previous, ParsedFlagSet next, EditApprovalStatus consent) {
        List<EditedFlag> edited = next.listEditsSince(previous);
        if (!edited.isEmpty() && !next.onlySwitchesOff(edited, previous)) {
            var edit = new FlagEditGate.ProposedEdit(
                    environment,
                    edited,
                    previous.keys().isEmpty(),
                    consent,
                    flag -> LatestFlagChange.of(flags, environment, flag).isRevertedBy(next, previous));
            gates.orderedStream().forEach(gate -> gate.check(edit));
        }
    }

    /// Records the stage changes of a new definition.
    ///
    /// @param revision revision of the new definition
    void recordEdit(String environment, ParsedFlagSet previous, ParsedFlagSet next, long revision) {
        next.keys().stream()
                .filter(key -> isMigration(next.flag(key)))
                .filter(key -> !isMigration(previous.flag(key))
                        || !parseStage(next.flag(key)).equals(parseStage(previous.flag(key)))
                        || isEnabled(next.flag(key)) != isEnabled(previous.flag(key)))
                .forEach(key -> migrationStageRepository.saveStage(environment, key, revision));
    }

    /// Records a new split of a flag. When the former split assigned clients to a stage with fewer writes, the
    /// stage restarts at this revision.
    void recordSplit(String environment, String key, JsonNode flag, @Nullable RunningSplit former, long revision) {
        if (!isMigration(flag)) {
            return;
        }
        if (former != null && lacksWrites(former)) {
            migrationStageRepository.saveStage(environment, key, revision);
        } else {
            migrationStageRepository.saveChange(environment, key, revision);
        }
    }

    /// Returns the migration stage of a flag; empty when it controls no migration.
    Optional<MigrationStageStatus> findStatus(EnvironmentSnapshot snapshot, String key) {
        JsonNode flag = ParsedFlagSet.ofStored(snapshot.authored()).flag(key);
        return isMigration(flag)
                ? parseStage(flag).map(migrationStage -> toStatus(snapshot, key, migrationStage, isEnabled(flag)))
                : Optional.empty();
    }

    /// Returns `since` of [MigrationStageStatus], or `Long.MAX_VALUE`, above every revision, when the flag has
    /// no record.
    long getStageRevision(String environment, String key) {
        return migrationStageRepository
                .findByFlag(environment, key)
                .map(MigrationStageRepository.Row::sinceRevision)
                .orElse(Long.MAX_VALUE);
    }

    private MigrationStageStatus toStatus(
            EnvironmentSnapshot snapshot, String key, MigrationStage migrationStage, boolean enabled) {
        MigrationStageRepository.Row row = migrationStageRepository
                .findByFlag(snapshot.environment(), key)
                .orElseGet(() -> {
                    migrationStageRepository.saveStage(snapshot.environment(), key, snapshot.revision());
                    return new MigrationStageRepository.Row(snapshot.revision(), snapshot.revision());
                });
        RunningSplit split = snapshot.splits().get(key);
        boolean whole = enabled && (split == null || !migrationStage.writesBoth() || !lacksWrites(split));
        return new MigrationStageStatus(migrationStage, row.sinceRevision(), row.changedRevision(), whole);
    }

    /* Whether the split assigns clients to a stage that writes only one store. */
    private static boolean lacksWrites(RunningSplit split) {
        if (!(split instanceof RolloutSplit rollout)) {
            return true;
        }
        return (!rollout.exposure().equals(Percent.ALL) && !writesBoth(rollout.control()))
                || (!rollout.exposure().equals(Percent.NONE) && !writesBoth(rollout.candidate()));
    }

    private static boolean writesBoth(String variant) {
        return MigrationStage.findByVariant(variant)
                .filter(MigrationStage::writesBoth)
                .isPresent();
    }

    static boolean isMigration(JsonNode flag) {
        return !MigrationStage.listStages(List.copyOf(flag.path("variants").propertyNames()))
                .isEmpty();
    }

    /* Without a default variant, services use the default in their code, which is OFF. */
    static Optional<MigrationStage> parseStage(JsonNode flag) {
        JsonNode variant = flag.path("defaultVariant");
        return variant.isString()
                ? MigrationStage.findByVariant(variant.stringValue())
                : Optional.of(MigrationStage.OFF);
    }

    static boolean isEnabled(JsonNode flag) {
        return !flag.path("state").asString("").equals("DISABLED");
    }
}
