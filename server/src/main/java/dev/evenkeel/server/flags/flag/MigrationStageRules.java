// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.JsonPointerFormatter;
import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Validator of edits of flags that control migrations: one stage at a time, and only when every process has
/// reached the current stage. The targeting rules of such a flag are not validated.
@Component
class MigrationStageRules {
    private final MigrationStageRepository migrationStageRepository;
    private final ObjectProvider<StageAcknowledgements> audience;

    MigrationStageRules(
            MigrationStageRepository migrationStageRepository, ObjectProvider<StageAcknowledgements> audience) {
        this.migrationStageRepository = migrationStageRepository;
        this.audience = audience;
    }

    /// The replacement of one definition by another.
    ///
    /// @param waitsForProcesses whether it can wait for processes; false for flag files loaded at startup
    record FlagSetReplacement(FlagSetState current, ParsedFlagSet next, boolean waitsForProcesses) {
        ParsedFlagSet former() {
            return current.definition();
        }

        Map<String, RunningSplit> splits() {
            return current.splits();
        }
    }

    /// @throws ConflictException with every rule that the new definition breaks
    void validate(FlagSetReplacement change) {
        List<ValidationError> faults = change.former().keys().stream()
                .filter(key -> MigrationStageTracker.isMigration(change.former().flag(key)))
                .flatMap(key -> validateFlag(change, key))
                .toList();
        if (!faults.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.MIGRATION_STAGE_CONFLICT,
                    "The change breaks the stage rules of a migration: "
                            + faults.getFirst().message() + (faults.size() == 1 ? "." : "; and more.")
                            + " Nothing was changed.",
                    "Fix all listed problems and try again.",
                    faults);
        }
    }

    private Stream<ValidationError> validateFlag(FlagSetReplacement change, String key) {
        if (!change.next().hasFlag(key)) {
            return validateSwitchOff(change, key);
        }
        return Stream.of(
                        validateDefaultVariant(change, key),
                        validateSchedule(change, key),
                        validateSwitchOff(change, key),
                        validateSwitchOn(change, key))
                .flatMap(found -> found);
    }

    /* Without the flag, all clients return to "off" at once. */
    private static Stream<ValidationError> validateSwitchOff(FlagSetReplacement change, String key) {
        JsonNode former = change.former().flag(key);
        boolean stays = change.next().hasFlag(key)
                && MigrationStageTracker.isEnabled(change.next().flag(key));
        return stays
                        || !MigrationStageTracker.isEnabled(former)
                        || !newStoreCounts(former, change.splits().get(key))
                ? Stream.empty()
                : Stream.of(new ValidationError(
                        pointer(key, "state"),
                        "the new store is authoritative; without the flag, all clients would use stage \"off\", where"
                                + " writes that only the new store has are missing",
                        "abort the rollout, or first return stage by stage to \"shadow\""));
    }

    private static boolean newStoreCounts(JsonNode flag, @Nullable RunningSplit split) {
        Stream<Optional<MigrationStage>> sides = split instanceof RolloutSplit rollout
                ? Stream.of(
                        MigrationStage.findByVariant(rollout.control()),
                        MigrationStage.findByVariant(rollout.candidate()))
                : Stream.empty();
        return Stream.concat(Stream.of(MigrationStageTracker.parseStage(flag)), sides)
                .flatMap(Optional::stream)
                .anyMatch(migrationStage -> !migrationStage.isOldAuthoritative());
    }

    /* A disabled flag serves "off" to all clients. */
    private static Stream<ValidationError> validateSwitchOn(FlagSetReplacement change, String key) {
        JsonNode former = change.former().flag(key);
        JsonNode next = change.next().flag(key);
        List<MigrationStage> stages = stages(former, next);
        return MigrationStageTracker.isEnabled(former)
                        || !MigrationStageTracker.isEnabled(next)
                        || !stages.contains(MigrationStage.OFF)
                ? Stream.empty()
                : MigrationStageTracker.parseStage(next)
                        .flatMap(to -> new MigrationStageTransition(stages, MigrationStage.OFF, to).findObjection())
                        .map(objection -> new ValidationError(
                                pointer(key, "state"),
                                "all clients are at stage \"off\" while the flag is disabled, and "
                                        + objection.message(),
                                "set an earlier stage as the default variant before you enable the flag"))
                        .stream();
    }

    private Stream<ValidationError> validateDefaultVariant(FlagSetReplacement change, String key) {
        JsonNode former = change.former().flag(key);
        JsonNode next = change.next().flag(key);
        MigrationStage from = MigrationStageTracker.parseStage(former).orElse(MigrationStage.OFF);
        Optional<MigrationStage> to = MigrationStageTracker.parseStage(next);
        if (to.isPresent() && to.get() == from) {
            return Stream.empty();
        }
        return to
                .map(migrationStage -> new MigrationStageTransition(stages(former, next), from, migrationStage))
                .map(step -> findObjection(change, key, step))
                .orElseGet(() -> Optional.of(new MigrationStageTransition.Objection(
                        "the default variant must be a migration stage; otherwise services use stage \"off\"",
                        "keep \"" + from.variant() + "\", or advance one stage")))
                .map(objection ->
                        new ValidationError(pointer(key, "defaultVariant"), objection.message(), objection.remedy()))
                .stream();
    }

    private Optional<MigrationStageTransition.Objection> findObjection(
            FlagSetReplacement change, String key, MigrationStageTransition step) {
        return step.findObjection()
                .or(() -> findSplitObjection(change.splits().get(key), step.to()))
                .or(() ->
                        change.waitsForProcesses() ? findMissingProcesses(change, key, step.from()) : Optional.empty());
    }

    /* The other variant of the rollout would be more than one stage away. */
    private static Optional<MigrationStageTransition.Objection> findSplitObjection(
            @Nullable RunningSplit split, MigrationStage to) {
        return split instanceof RolloutSplit rollout
                        && !List.of(rollout.control(), rollout.candidate()).contains(to.variant())
                ? Optional.of(new MigrationStageTransition.Objection(
                        split.title() + " is moving clients between the stages \"" + rollout.control() + "\" and \""
                                + rollout.candidate() + "\"",
                        "set one of them as the default variant, or end the rollout first"))
                : Optional.empty();
    }

    private Optional<MigrationStageTransition.Objection> findMissingProcesses(
            FlagSetReplacement change, String key, MigrationStage from) {
        long changed = migrationStageRepository
                .findByFlag(change.current().environment(), key)
                .map(MigrationStageRepository.Row::changedRevision)
                .orElse(change.current().revision());
        return audience.getObject()
                .findMissing(change.current().environment(), from.variant(), changed)
                .map(words -> new MigrationStageTransition.Objection(
                        words, "wait until all clients have reached the stage, then try again"));
    }

    /* A scheduled change is applied without a check that every process has reached the previous stage. */
    private static Stream<ValidationError> validateSchedule(FlagSetReplacement change, String key) {
        List<JsonNode> known =
                change.former().flag(key).path("schedule").valueStream().toList();
        return change.next()
                .flag(key)
                .path("schedule")
                .valueStream()
                .filter(entry -> entry.has("serve") && !known.contains(entry))
                .map(entry -> new ValidationError(
                        pointer(key, "schedule"),
                        "a scheduled change could start a stage before all clients have reached the previous stage",
                        "roll out the stage, or set it as the default variant when all clients have reached the"
                                + " previous stage"))
                .limit(1);
    }

    private static List<MigrationStage> stages(JsonNode former, JsonNode next) {
        TreeSet<MigrationStage> stages = new TreeSet<>();
        Stream.of(former, next)
                .flatMap(flag -> flag.path("variants").propertyNames().stream())
                .flatMap(variant -> MigrationStage.findByVariant(variant).stream())
                .forEach(stages::add);
        Stream.of(former, next)
                .flatMap(flag -> MigrationStageTracker.parseStage(flag).stream())
                .forEach(stages::add);
        return List.copyOf(stages);
    }

    private static String pointer(String key, String member) {
        return JsonPointerFormatter.append("/flags", key) + "/" + member;
    }
}
