// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The record of the migration stages of flags. Every method runs in the caller's transaction.
@Component
class MigrationStageTracker {
    private final MigrationStageRepository migrationStageRepository;

    MigrationStageTracker(MigrationStageRepository migrationStageRepository) {
        this.migrationStageRepository = migrationStageRepository;
    }

    /// Records the stage changes of a new definition.
    void recordEdit(FlagSetUpdate update) {
        ParsedFlagSet previous = update.current().definition();
        ParsedFlagSet next = update.next();
        next.keys().stream()
                .filter(key -> isMigration(next.flag(key)))
                .filter(key -> !isMigration(previous.flag(key))
                        || !parseStage(next.flag(key)).equals(parseStage(previous.flag(key)))
                        || isEnabled(next.flag(key)) != isEnabled(previous.flag(key)))
                .forEach(key -> migrationStageRepository.saveStage(
                        update.current().environment(), key, update.result().revision()));
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
