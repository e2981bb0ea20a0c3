// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.api.FlagApi.FlagSetRevision;
import dev.evenkeel.api.FlagApi.FlagSetUpdateResult;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagSetState;
import dev.evenkeel.server.flags.definition.FlagSetUpdate;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.access.ExistingEnvironmentsProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The service that reads and changes flags. Every change holds the environment's row lock and increments its
/// revision by one. The audit entry commits in the same transaction; that of a split is the entry of the decision
/// that sets it. Thread-safe.
@Component
public class FlagService implements ExistingEnvironmentsProvider {
    private final FlagRepository repository;
    private final FlagSnapshotCache cache;
    private final MigrationStageRules stageRules;
    private final MigrationStageTracker stages;
    private final AuditLog auditLog;
    private final Clock clock;

    FlagService(
            FlagRepository repository,
            FlagSnapshotCache cache,
            MigrationStageRules stageRules,
            MigrationStageTracker stages,
            AuditLog auditLog,
            Clock clock) {
        this.repository = repository;
        this.cache = cache;
        this.stageRules = stageRules;
        this.stages = stages;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    /// Returns the environment's flags as the caller's transaction sees them.
    ///
    /// @throws NotFoundException when the environment does not exist
    public EnvironmentSnapshot getSnapshot(String environment) {
        FlagRepository.StoredFlagSet stored = requireEnvironment(environment);
        return cache.find(environment)
                .filter(known -> known.revision() == stored.revision()
                        && known.authored().equals(stored.definition())
                        && known.splits().equals(stored.splits()))
                .orElseGet(() -> EnvironmentSnapshot.of(environment, stored));
    }

    /// Returns [#getSnapshot] of an environment that has the flag.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    public EnvironmentSnapshot requireFlag(String environment, String flagKey) {
        EnvironmentSnapshot snapshot = getSnapshot(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flagKey + "\".",
                    "To list the flags: ./evenkeel flag list --environment " + environment);
        }
        return snapshot;
    }

    /// Returns the definition of an environment as the caller's transaction sees it.
    ///
    /// @throws NotFoundException when the environment does not exist
    public FlagSetState getState(String environment) {
        return toState(environment, requireEnvironment(environment));
    }

    /// Returns [#getState], or no flags at revision 0 when the environment does not exist.
    public FlagSetState getStateOrEmpty(String environment) {
        return toState(
                environment, repository.findByEnvironment(environment).orElse(FlagRepository.StoredFlagSet.NOTHING));
    }

    /// Locks the environment against changes until the caller's transaction ends, and returns [#getState].
    ///
    /// @throws NotFoundException when the environment does not exist
    @Transactional(propagation = Propagation.MANDATORY)
    public FlagSetState getStateForUpdate(String environment) {
        return toState(environment, lockAndLoad(environment));
    }

    private static FlagSetState toState(String environment, FlagRepository.StoredFlagSet stored) {
        return new FlagSetState(
                environment, stored.revision(), ParsedFlagSet.ofStored(stored.definition()), stored.splits());
    }

    /// Returns the newest committed flags from memory: some milliseconds behind [#getSnapshot], and available
    /// while the database is down.
    public Optional<EnvironmentSnapshot> findLatest(String environment) {
        return cache.find(environment);
    }

    /// Returns the maximum age of [#findLatest]: the time since this server last reached the database. About
    /// one second unless the database is down.
    public Duration cacheAge() {
        return cache.age();
    }

    /// Refreshes [#findLatest] from the database now.
    ///
    /// @throws org.springframework.dao.DataAccessException when the database does not answer
    public void refresh() {
        cache.refresh();
    }

    @Override
    public List<String> listEnvironments() {
        return List.copyOf(repository.findRevisions().keySet());
    }

    @Override
    public void requireExists(String environment) {
        requireEnvironment(environment);
    }

    /// Creates the environment, without flags, unless it exists.
    @Transactional
    public void createEnvironment(String environment) {
        repository.createEnvironment(environment);
    }

    /// Replaces the definition by one that is accepted as it is, from files or active elsewhere, unless it is
    /// equivalent. Broken rules and a new hash rule are accepted, and no gate is asked. Creates the environment
    /// if it does not exist.
    ///
    /// @param expectedRevision the revision to replace; null to replace any
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the definition is not
    ///     JSON
    /// @throws ValidationException with all problems of the definition
    /// @throws ConflictException as in [#planUpdate]
    @Transactional
    public FlagSetUpdateResult replaceDefinition(
            String environment, String json, @Nullable Long expectedRevision, String actor, String reason) {
        ParsedFlagSet next = ParsedFlagSet.parse(json);
        repository.createEnvironment(environment);
        FlagSetState current = getStateForUpdate(environment);
        FlagSetUpdate update = plan(current, next, expectedRevision, false);
        if (update.result().changed()) {
            storeUpdate(update, clock.instant(), actor, reason);
            auditLog.append(new AuditEvent(
                    actor,
                    "flags.replaced",
                    environment,
                    reason,
                    current.definition().text(),
                    next.text()));
        }
        return update.result();
    }

    /// Validates a new definition against the current one. Stores nothing, and asks no gate.
    ///
    /// @param current the current definition; locked, if the update is to be stored
    /// @param expectedRevision the revision that the author edited; null to replace any
    /// @throws ValidationException with all broken rules of the definition, except those that are already active
    /// @throws ConflictException when the current revision is a different one, the definition removes what a
    ///     running rollout needs, or a flag would break the stage order of its migration
    public FlagSetUpdate planUpdate(FlagSetState current, ParsedFlagSet next, @Nullable Long expectedRevision) {
        next.requireSoundRules(current.definition());
        return plan(current, next, expectedRevision, true);
    }

    private FlagSetUpdate plan(
            FlagSetState current, ParsedFlagSet next, @Nullable Long expectedRevision, boolean waitsForProcesses) {
        requireRevision(current, expectedRevision);
        FlagSetUpdate update = FlagSetUpdate.compare(current, next);
        if (!update.result().changed()) {
            return update;
        }
        requireRolloutsFit(next, current.splits());
        stageRules.validate(new MigrationStageRules.FlagSetReplacement(current, next, waitsForProcesses));
        return update.withResult(update.result()
                .withHashRuleChange(HashRuleChangeValidator.findChange(current.definition(), next, current.splits())));
    }

    /// Stores a planned update that changes the definition. The caller writes the audit entry, and holds the lock
    /// of [#getStateForUpdate] since before [#planUpdate].
    ///
    /// A change that can alter evaluations of a flag under a rollout restarts the evidence of the rollout's
    /// current step: its split gets the new revision.
    @Transactional(propagation = Propagation.MANDATORY)
    public void storeUpdate(FlagSetUpdate update, Instant now, String actor, String reason) {
        String environment = update.current().environment();
        var revision = new FlagSetRevision(update.result().revision(), now, actor, reason);
        saveEditedVersions(update);
        stages.recordEdit(update);
        repository.insertDefinition(environment, update.next().text(), revision);
        repository.insertEdits(environment, revision, update.edited(), update.onlyDisables());
        repository.advanceRevision(environment, revision.revision(), now);
    }

    private void saveEditedVersions(FlagSetUpdate update) {
        FlagSetState current = update.current();
        long revision = update.result().revision();
        List<String> changed = update.edited().stream()
                .filter(flag -> !flag.next().isMissingNode())
                .map(EditedFlag::key)
                .toList();
        repository.saveVersions(current.environment(), changed, revision);
        current.splits().forEach((flag, split) -> {
            if (changed.contains(flag)) {
                repository.saveSplit(current.environment(), flag, split.withRevision(revision));
            }
        });
    }

    /// Whether an update reverts the latest change of a flag, so that the flag evaluates as before that change.
    /// False when that change is itself a revert. Costs reads of earlier definitions.
    public boolean revertsLatestChange(FlagSetUpdate update, String flagKey) {
        return LatestFlagChange.of(repository, update.current().environment(), flagKey)
                .isRevertedBy(update.next(), update.current().definition());
    }

    /// Returns the changes of the environment's definition, newest first. Splits of rollouts increment the
    /// revision too, but are not changes of the definition.
    ///
    /// @param before only changes below this revision
    /// @param limit maximum number of changes
    /// @throws NotFoundException when the environment does not exist
    public List<FlagSetRevision> listHistory(String environment, long before, int limit) {
        requireEnvironment(environment);
        return repository.listHistory(environment, before, limit);
    }

    /// Returns the author's definition that was active at a revision, verbatim.
    ///
    /// @throws NotFoundException when the environment does not exist or never had the revision
    public String getDefinitionAt(String environment, long revision) {
        FlagRepository.StoredFlagSet stored = requireEnvironment(environment);
        if (revision < 0 || revision > stored.revision()) {
            throw new NotFoundException(
                    ProblemCode.REVISION_NOT_FOUND,
                    "Environment " + environment + " has no revision " + revision + ". Its newest revision is "
                            + stored.revision() + ".",
                    "To list the revisions: ./evenkeel flag history --environment " + environment);
        }
        return repository.findDefinitionAt(environment, revision).orElse(EnvironmentSnapshot.EMPTY_DEFINITION);
    }

    /// Sets or clears the split of a rollout or an experiment on a flag, in the caller's transaction, and
    /// returns the resulting revision. Idempotent: setting an equal split changes nothing. The caller writes the
    /// audit entry.
    ///
    /// @param split the new split; null to clear
    /// @throws NotFoundException when the environment or the flag does not exist
    /// @throws ConflictException when another rollout or experiment runs on the flag
    /// @throws ValidationException when the split does not fit the flag
    @Transactional
    public long setSplit(String environment, String flagKey, @Nullable NewRunningSplit split) {
        FlagRepository.StoredFlagSet stored = lockAndLoad(environment);
        RunningSplit former = stored.splits().get(flagKey);
        if (isInForce(split, former)) {
            return stored.revision();
        }
        long revision = stored.revision() + 1;
        RunningSplit next = split == null ? null : toRunningSplit(flagKey, split, revision, stored);
        if (next == null) {
            repository.deleteSplit(environment, flagKey);
        } else {
            repository.saveSplit(environment, flagKey, next);
            if (former == null) {
                repository.insertSalt(environment, flagKey, next.owner(), clock.instant());
            }
        }
        stages.recordSplit(environment, flagKey, parseFlag(stored, flagKey), former, revision);
        repository.advanceRevision(environment, revision, clock.instant());
        return revision;
    }

    /// Returns the change since which a flag evaluates as it does, with its author.
    @Transactional(readOnly = true)
    public FlagVersion getVersion(String environment, String flagKey) {
        return repository.findVersion(environment, flagKey).orElse(FlagVersion.UNKNOWN);
    }

    /// Returns the authors of edits of a flag after a revision, latest first. Edits that only disabled flags do
    /// not count.
    @Transactional(readOnly = true)
    public List<String> listEditors(String environment, String flagKey, long revision) {
        return repository.listEditors(environment, flagKey, revision);
    }

    /// Returns the migration stage that a flag serves; empty when the flag controls no migration.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    @Transactional
    public Optional<MigrationStageStatus> findStage(String environment, String flagKey) {
        EnvironmentSnapshot snapshot = getSnapshot(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        return stages.findStatus(snapshot, flagKey);
    }

    /// Returns `since` of [MigrationStageStatus] without parsing the definition.
    public long getStageRevision(String environment, String flagKey) {
        return stages.getStageRevision(environment, flagKey);
    }

    private static JsonNode parseFlag(FlagRepository.StoredFlagSet stored, String flagKey) {
        return ParsedFlagSet.ofStored(stored.definition()).flag(flagKey);
    }

    private FlagRepository.StoredFlagSet lockAndLoad(String environment) {
        repository.lock(environment);
        return requireEnvironment(environment);
    }

    private FlagRepository.StoredFlagSet requireEnvironment(String environment) {
        return repository.findByEnvironment(environment).orElseThrow(() -> noEnvironment(environment));
    }

    private static void requireRevision(FlagSetState current, @Nullable Long expectedRevision) {
        if (expectedRevision != null && expectedRevision != current.revision()) {
            throw new ConflictException(
                    ProblemCode.REVISION_CONFLICT,
                    "Environment " + current.environment() + " is at revision " + current.revision() + ", not at "
                            + expectedRevision + ". Nothing was changed.",
                    "Read the flags again, reapply your change, and send the new revision in If-Match.");
        }
    }

    /* A valid definition can be rendered without splits. */
    private static void requireRolloutsFit(ParsedFlagSet next, Map<String, RunningSplit> splits) {
        if (splits.isEmpty()) {
            return;
        }
        try {
            FlagdDefinitionRenderer.render(next.text(), splits);
        } catch (IllegalArgumentException e) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_RUNNING,
                    "The new definition removes variants that a running rollout or experiment uses. Nothing was"
                            + " changed.",
                    "Keep the variants, or end the rollout or experiment first: ./evenkeel rollout abort ROLLOUT or"
                            + " ./evenkeel experiment stop EXPERIMENT",
                    faults(e));
        }
    }

    private static List<ValidationError> faults(IllegalArgumentException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(line -> new ValidationError("", line, ""))
                .toList();
    }

    private static boolean isInForce(@Nullable NewRunningSplit newRunningSplit, @Nullable RunningSplit former) {
        return former == null
                ? newRunningSplit == null
                : newRunningSplit != null
                        && newRunningSplit.toSplit(former.revision()).equals(former);
    }

    private static RunningSplit toRunningSplit(
            String flagKey, NewRunningSplit split, long revision, FlagRepository.StoredFlagSet stored) {
        RunningSplit former = stored.splits().get(flagKey);
        RunningSplit next = split.toSplit(revision);
        if (former != null && !former.owner().equals(next.owner())) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_RUNNING,
                    "Flag \"" + flagKey + "\" is controlled by " + former.title() + ".",
                    "End it first. A rollout that has ended controls its flag until the default variant of the flag is"
                            + " the variant that the rollout ended with.");
        }
        if (!ParsedFlagSet.ofStored(stored.definition()).hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        try {
            Map<String, RunningSplit> splits = new HashMap<>(stored.splits());
            splits.put(flagKey, next);
            FlagdDefinitionRenderer.render(stored.definition(), splits);
            return next;
        } catch (IllegalArgumentException e) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The split does not match the variants of flag \"" + flagKey + "\". Nothing was changed.",
                    "Correct the split, or add the variants first: ./evenkeel flag update " + flagKey + " FILE",
                    faults(e));
        }
    }

    private static NotFoundException noFlag(String flagKey) {
        return new NotFoundException(
                ProblemCode.FLAG_NOT_FOUND,
                "There is no flag \"" + flagKey + "\".",
                "Create the flag first: ./evenkeel flag create " + flagKey + " FILE");
    }

    private static NotFoundException noEnvironment(String environment) {
        return new NotFoundException(
                ProblemCode.ENVIRONMENT_NOT_FOUND,
                "There is no environment \"" + environment + "\".",
                "To list the environments: ./evenkeel environment list. To create one: ./evenkeel environment create"
                        + " NAME");
    }
}
