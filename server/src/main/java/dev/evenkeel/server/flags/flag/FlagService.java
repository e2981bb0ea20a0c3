// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.DefinitionNormalizer;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagSetComparator;
import dev.evenkeel.server.flags.definition.FlagSetRevision;
import dev.evenkeel.server.flags.definition.FlagSetUpdateRequest;
import dev.evenkeel.server.flags.definition.FlagSetUpdateResult;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedFlagSet;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/// The service that reads and changes flags. Every change holds the environment's row lock and increments its
/// revision by one. The audit entry commits in the same transaction; that of a split is the entry of the decision
/// that sets it. Thread-safe.
@Component
public class FlagService implements ExistingEnvironmentsProvider {
    private final FlagRepository repository;
    private final FlagSnapshotCache cache;
    private final MigrationStageTracker stages;
    private final AuditLog auditLog;
    private final Clock clock;

    FlagService(
            FlagRepository repository,
            FlagSnapshotCache cache,
            MigrationStageTracker stages,
            AuditLog auditLog,
            Clock clock) {
        this.repository = repository;
        this.cache = cache;
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

    /// Returns [#getSnapshot] and locks the environment against changes until the caller's transaction ends.
    ///
    /// @throws NotFoundException when the environment does not exist
    @Transactional
    public EnvironmentSnapshot getSnapshotForUpdate(String environment) {
        lockAndLoad(environment);
        return getSnapshot(environment);
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

    /// Replaces the author's definition, unless the new one is equivalent. Creates the environment if it does
    /// not exist.
    ///
    /// A change that can alter evaluations of a flag under a rollout restarts the evidence of the rollout's
    /// current step: its split gets the new revision.
    ///
    /// @param expectedRevision the revision that the author edited; null to replace any
    /// @throws dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException when the definition is not
    ///     JSON
    /// @throws ValidationException with all problems of the definition, except broken rules that are already
    ///     active
    /// @throws ConflictException when the current revision is a different one, the definition removes what a
    ///     running rollout needs, a flag would break the stage order of its migration, or the hash rule of
    ///     `fractional` would change without confirmation
    @Transactional
    public FlagSetUpdateResult replaceDefinition(
            String environment,
            FlagSetUpdateRequest definition,
            @Nullable Long expectedRevision,
            String actor,
            String reason) {
        String written = DefinitionNormalizer.withFlagsByKey(definition.json());
        return applyUpdate(
                environment,
                definition,
                expectedRevision,
                former -> new AuditEvent(actor, "flags.replaced", environment, reason, former, written));
    }

    /// Replaces the definition for an author who waits for the response and confirmed nothing.
    @Transactional
    public FlagSetUpdateResult replaceDefinition(
            String environment, String json, @Nullable Long expectedRevision, String actor, String reason) {
        return replaceDefinition(environment, FlagSetUpdateRequest.of(json), expectedRevision, actor, reason);
    }

    /// Replaces the definition as [#replaceDefinition] does, for a change of a part: the audit log gets an
    /// entry that names the part.
    ///
    /// @param entry built from the former definition; its actor and reason are stored in the history too
    @Transactional
    public FlagSetUpdateResult editDefinition(
            String environment,
            FlagSetUpdateRequest definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        return applyUpdate(environment, definition, expectedRevision, entry);
    }

    private FlagSetUpdateResult applyUpdate(
            String environment,
            FlagSetUpdateRequest definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        ParsedFlagSet next = ParsedFlagSet.parse(definition.json());
        repository.createEnvironment(environment);
        FlagRepository.StoredFlagSet stored = lockAndLoad(environment);
        ParsedFlagSet previous = ParsedFlagSet.ofStored(stored.definition());
        if (!definition.allowsBrokenRules()) {
            next.requireSoundRules(previous);
        }
        FlagSetUpdateResult replacement = planUpdate(environment, stored, next, expectedRevision);
        if (!replacement.changed()) {
            return replacement;
        }
        stages.validate(new MigrationStageRules.FlagSetReplacement(
                environment, previous, next, stored.revision(), stored.splits(), !definition.allowsBrokenRules()));
        if (!definition.allowsBrokenRules()) {
            stages.checkGates(environment, previous, next, definition.approvals());
        }
        if (!definition.hashRuleConfirmed()) {
            HashRuleChangeValidator.requireNoChange(replacement.hashRule());
        }
        List<EditedFlag> edited = next.listEditsSince(previous);
        saveEditedVersions(environment, stored.splits(), edited, replacement.revision());
        stages.recordEdit(environment, previous, next, replacement.revision());
        Instant now = clock.instant();
        AuditEvent event = entry.apply(stored.definition());
        var revision = new FlagSetRevision(replacement.revision(), now, event.actor(), event.reason());
        repository.insertDefinition(environment, next.text(), revision);
        repository.insertEdits(environment, revision, edited, next.onlySwitchesOff(edited, previous));
        repository.advanceRevision(environment, replacement.revision(), now);
        auditLog.append(event);
        return replacement;
    }

    private void saveEditedVersions(
            String environment, Map<String, RunningSplit> splits, List<EditedFlag> edited, long revision) {
        List<String> changed = edited.stream()
                .filter(flag -> !flag.next().isMissingNode())
                .map(EditedFlag::key)
                .toList();
        repository.saveVersions(environment, changed, revision);
        splits.forEach((flag, split) -> {
            if (changed.contains(flag)) {
                repository.saveSplit(environment, flag, split.withRevision(revision));
            }
        });
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

    /// Previews [#replaceDefinition] without storing anything. Throws the same errors, except for a change of
    /// the hash rule, which the result contains.
    public FlagSetUpdateResult previewDefinition(String environment, String json, @Nullable Long expectedRevision) {
        ParsedFlagSet next = ParsedFlagSet.parse(json);
        FlagRepository.StoredFlagSet stored =
                repository.findByEnvironment(environment).orElse(FlagRepository.StoredFlagSet.NOTHING);
        ParsedFlagSet previous = ParsedFlagSet.ofStored(stored.definition());
        next.requireSoundRules(previous);
        FlagSetUpdateResult replacement = planUpdate(environment, stored, next, expectedRevision);
        if (replacement.changed()) {
            stages.validate(new MigrationStageRules.FlagSetReplacement(
                    environment, previous, next, stored.revision(), stored.splits(), true));
        }
        return replacement;
    }

    /// Returns the flags that a definition would make evaluate differently, including removed flags.
    ///
    /// @throws NotFoundException when the environment does not exist
    public List<EditedFlag> previewEdits(String environment, String json) {
        return ParsedFlagSet.parse(json)
                .listEditsSince(
                        ParsedFlagSet.ofStored(requireEnvironment(environment).definition()));
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

    private static FlagSetUpdateResult planUpdate(
            String environment,
            FlagRepository.StoredFlagSet stored,
            ParsedFlagSet next,
            @Nullable Long expectedRevision) {
        if (expectedRevision != null && expectedRevision != stored.revision()) {
            throw new ConflictException(
                    ProblemCode.REVISION_CONFLICT,
                    "Environment " + environment + " is at revision " + stored.revision() + ", not at "
                            + expectedRevision + ". Nothing was changed.",
                    "Read the flags again, reapply your change, and send the new revision in If-Match.");
        }
        ParsedFlagSet previous = ParsedFlagSet.ofStored(stored.definition());
        boolean changed = stored.revision() == 0 || !next.isEquivalentTo(previous);
        if (changed) {
            requireRolloutsFit(next, stored.splits());
        }
        return FlagSetComparator.compare(previous, next, stored.revision() + (changed ? 1 : 0), changed)
                .withHashRuleChange(HashRuleChangeValidator.findChange(previous, next, stored.splits()));
    }

    private static void requireRolloutsFit(ParsedFlagSet next, Map<String, RunningSplit> splits) {
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

    private static List<Problem.FieldError> faults(IllegalArgumentException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(line -> new Problem.FieldError("", line, ""))
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
