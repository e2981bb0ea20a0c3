// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.DefinitionNormalizer;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.DefinitionComparator;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.DefinitionUpdate;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.HashRuleChangeValidator;
import dev.evenkeel.server.flags.definition.ParsedDefinition;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.access.EnvironmentLookup;
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

/// The front door of flags. Every change runs under the environment's row lock, raises its revision by
/// one and is in the audit ledger of the same transaction. Thread-safe.
@Component
public class FlagService implements EnvironmentLookup {
    private final FlagRepository table;
    private final FlagSnapshotCache memory;
    private final MigrationStageTracker stages;
    private final AuditLog ledger;
    private final Clock clock;

    FlagService(
            FlagRepository table,
            FlagSnapshotCache memory,
            MigrationStageTracker stages,
            AuditLog ledger,
            Clock clock) {
        this.table = table;
        this.memory = memory;
        this.stages = stages;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The environment's flags as the caller's transaction sees them.
    ///
    /// @throws NotFoundException when there is no such environment
    public EnvironmentSnapshot current(String environment) {
        FlagRepository.StoredFlagSet stored = requireEnvironment(environment);
        return memory.find(environment)
                .filter(known -> known.revision() == stored.revision()
                        && known.authored().equals(stored.definition())
                        && known.splits().equals(stored.splits()))
                .orElseGet(() -> EnvironmentSnapshot.of(environment, stored));
    }

    /// As [#current], of an environment that has the flag.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    public EnvironmentSnapshot requireFlag(String environment, String flagKey) {
        EnvironmentSnapshot snapshot = current(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw new NotFoundException(
                    ProblemCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flagKey + "\".",
                    "GET /api/v1/environments/" + environment + "/flags shows all of them.");
        }
        return snapshot;
    }

    /// As [#current], and keeps others from changing them until the caller's transaction ends.
    ///
    /// @throws NotFoundException when there is no such environment
    @Transactional
    public EnvironmentSnapshot hold(String environment) {
        lock(environment);
        return current(environment);
    }

    /// The newest committed flags this server knows of, from memory: some milliseconds behind
    /// [#current], and there while the database is away.
    public Optional<EnvironmentSnapshot> findLatest(String environment) {
        return memory.find(environment);
    }

    /// How old [#findLatest] may be: as long ago this server last saw the database. About a second,
    /// unless it cannot.
    public Duration age() {
        return memory.age();
    }

    /// Compares [#findLatest] with the database now.
    ///
    /// @throws org.springframework.dao.DataAccessException when the database does not answer
    public void refresh() {
        memory.refresh();
    }

    @Override
    public List<String> environments() {
        return List.copyOf(table.revisions().keySet());
    }

    @Override
    public void requireExists(String environment) {
        requireEnvironment(environment);
    }

    /// Makes sure that the environment exists, without flags at first.
    @Transactional
    public void createEnvironment(String environment) {
        table.createEnvironment(environment);
    }

    /// Makes the definition the author's new one, unless it says the same as the old one. The
    /// environment is created when it is new.
    ///
    /// A change that can alter evaluations of a flag under a rollout restarts the evidence of the
    /// rollout's present step: its split gets the new revision.
    ///
    /// @param expectedRevision the revision the author saw; null to replace whatever is there
    /// @throws dev.evenkeel.server.foundation.problems.RequestRefusedException when the definition is not JSON
    /// @throws ValidationException with all problems of the definition, but for broken rules that are in force
    ///     already
    /// @throws ConflictException when the revision is another, a running rollout needs what the definition
    ///     takes away, a flag would change its stage of a migration against the rules, or the hash rule of
    ///     `fractional` would change and that is not confirmed
    @Transactional
    public DefinitionUpdateResult replaceDefinition(
            String environment,
            DefinitionUpdate definition,
            @Nullable Long expectedRevision,
            String actor,
            String reason) {
        String written = DefinitionNormalizer.withFlagsByKey(definition.json());
        return put(
                environment,
                definition,
                expectedRevision,
                former -> new AuditEvent(actor, "flags.replaced", environment, reason, former, written));
    }

    /// The same for a definition whose author waits for the answer and confirmed nothing.
    @Transactional
    public DefinitionUpdateResult replaceDefinition(
            String environment, String json, @Nullable Long expectedRevision, String actor, String reason) {
        return replaceDefinition(environment, DefinitionUpdate.of(json), expectedRevision, actor, reason);
    }

    /// As [#replaceDefinition], for a change of a part: the ledger gets an entry that names it.
    ///
    /// @param entry made from the former definition; its actor and reason go into the history too
    @Transactional
    public DefinitionUpdateResult edit(
            String environment,
            DefinitionUpdate definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        return put(environment, definition, expectedRevision, entry);
    }

    private DefinitionUpdateResult put(
            String environment,
            DefinitionUpdate definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        ParsedDefinition next = ParsedDefinition.parse(definition.json());
        table.createEnvironment(environment);
        FlagRepository.StoredFlagSet stored = lock(environment);
        ParsedDefinition former = ParsedDefinition.stored(stored.definition());
        if (!definition.tolerant()) {
            next.requireSoundRules(former);
        }
        DefinitionUpdateResult replacement = plan(environment, stored, next, expectedRevision);
        if (!replacement.changed()) {
            return replacement;
        }
        stages.check(new MigrationStageRules.DefinitionReplacement(
                environment, former, next, stored.revision(), stored.splits(), !definition.tolerant()));
        if (!definition.tolerant()) {
            stages.ask(environment, former, next, definition.consent());
        }
        if (!definition.hashRuleConfirmed()) {
            HashRuleChangeValidator.refuse(replacement.hashRule());
        }
        List<EditedFlag> edited = next.editedSince(former);
        edited(environment, stored.splits(), edited, replacement.revision());
        stages.edited(environment, former, next, replacement.revision());
        Instant now = clock.instant();
        AuditEvent event = entry.apply(stored.definition());
        var change = new DefinitionRevision(replacement.revision(), now, event.actor(), event.reason());
        table.insertDefinition(environment, next.text(), change);
        table.insertEdits(environment, change, edited, next.onlySwitchesOff(edited, former));
        table.advance(environment, replacement.revision(), now);
        ledger.append(event);
        return replacement;
    }

    private void edited(String environment, Map<String, RunningSplit> splits, List<EditedFlag> edited, long revision) {
        List<String> changed = edited.stream()
                .filter(flag -> !flag.next().isMissingNode())
                .map(EditedFlag::key)
                .toList();
        table.putVersions(environment, changed, revision);
        splits.forEach((flag, split) -> {
            if (changed.contains(flag)) {
                table.putSplit(environment, flag, split.at(revision));
            }
        });
    }

    /// Changes of the environment's definition, newest first. Splits of rollouts raise the revision too,
    /// but are no changes of the definition.
    ///
    /// @param before only changes below this revision
    /// @param limit most changes that are given
    /// @throws NotFoundException when there is no such environment
    public List<DefinitionRevision> history(String environment, long before, int limit) {
        requireEnvironment(environment);
        return table.history(environment, before, limit);
    }

    /// The author's definition that was in force at a revision, word for word.
    ///
    /// @throws NotFoundException when there is no such environment, or the revision is not one that it has had
    public String definitionAt(String environment, long revision) {
        FlagRepository.StoredFlagSet stored = requireEnvironment(environment);
        if (revision < 0 || revision > stored.revision()) {
            throw new NotFoundException(
                    ProblemCode.REVISION_NOT_FOUND,
                    "Environment " + environment + " has no revision " + revision + "; it is at revision "
                            + stored.revision() + ".",
                    "GET /api/v1/environments/" + environment + "/history lists the changes of its definition.");
        }
        return table.definitionAt(environment, revision).orElse(EnvironmentSnapshot.EMPTY_DEFINITION);
    }

    /// What [#replaceDefinition] would do, with the same errors but for a switch of the hash rule, which
    /// it shows; changes nothing.
    public DefinitionUpdateResult previewDefinition(String environment, String json, @Nullable Long expectedRevision) {
        ParsedDefinition next = ParsedDefinition.parse(json);
        FlagRepository.StoredFlagSet stored = table.find(environment).orElse(FlagRepository.StoredFlagSet.NOTHING);
        ParsedDefinition former = ParsedDefinition.stored(stored.definition());
        next.requireSoundRules(former);
        DefinitionUpdateResult replacement = plan(environment, stored, next, expectedRevision);
        if (replacement.changed()) {
            stages.check(new MigrationStageRules.DefinitionReplacement(
                    environment, former, next, stored.revision(), stored.splits(), true));
        }
        return replacement;
    }

    /// Flags that a definition would make evaluate differently, those that it takes away among them.
    ///
    /// @throws NotFoundException when there is no such environment
    public List<EditedFlag> edited(String environment, String json) {
        return ParsedDefinition.parse(json)
                .editedSince(
                        ParsedDefinition.stored(requireEnvironment(environment).definition()));
    }

    /// Sets or clears the split of a rollout or an experiment over a flag, in the caller's transaction,
    /// and returns the revision in force. Setting what is set already changes nothing.
    ///
    /// @param split the new split; null to clear
    /// @throws NotFoundException when there is no such environment or flag
    /// @throws ConflictException when another rollout or experiment runs on the flag
    /// @throws ValidationException when the split does not fit the flag
    @Transactional
    public long setSplit(
            String environment, String flagKey, @Nullable SplitRequest split, String actor, String reason) {
        FlagRepository.StoredFlagSet stored = lock(environment);
        RunningSplit former = stored.splits().get(flagKey);
        if (isInForce(split, former)) {
            return stored.revision();
        }
        long revision = stored.revision() + 1;
        RunningSplit next = split == null ? null : fitting(flagKey, split, revision, stored);
        if (next == null) {
            table.deleteSplit(environment, flagKey);
        } else {
            table.putSplit(environment, flagKey, next);
            if (former == null) {
                table.insertSalt(environment, flagKey, next.owner(), clock.instant());
            }
        }
        stages.split(environment, flagKey, flag(stored, flagKey), former, revision);
        table.advance(environment, revision, clock.instant());
        String action = next == null ? "split.cleared" : "split.set";
        String subject = environment + "/" + flagKey;
        ledger.append(
                new AuditEvent(actor, action, subject, reason, SplitSerializer.of(former), SplitSerializer.of(next)));
        return revision;
    }

    /// Since when a flag evaluates as it does, and who made it so.
    @Transactional(readOnly = true)
    public FlagVersion version(String environment, String flagKey) {
        return table.findVersion(environment, flagKey).orElse(FlagVersion.UNKNOWN);
    }

    /// Who edited a flag after a revision, the last one first. Edits that only switched flags off do not count.
    @Transactional(readOnly = true)
    public List<String> editors(String environment, String flagKey, long revision) {
        return table.editors(environment, flagKey, revision);
    }

    /// At which stage of its migration a flag has everybody; empty when it leads none.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    @Transactional
    public Optional<MigrationStageStatus> findStage(String environment, String flagKey) {
        EnvironmentSnapshot snapshot = current(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        return stages.find(snapshot, flagKey);
    }

    /// The revision that [MigrationStageStatus] names `since`, without reading the definition.
    public long stageSince(String environment, String flagKey) {
        return stages.since(environment, flagKey);
    }

    private static JsonNode flag(FlagRepository.StoredFlagSet stored, String flagKey) {
        return ParsedDefinition.stored(stored.definition()).flag(flagKey);
    }

    private FlagRepository.StoredFlagSet lock(String environment) {
        table.lock(environment);
        return requireEnvironment(environment);
    }

    private FlagRepository.StoredFlagSet requireEnvironment(String environment) {
        return table.find(environment).orElseThrow(() -> noEnvironment(environment));
    }

    private static DefinitionUpdateResult plan(
            String environment,
            FlagRepository.StoredFlagSet stored,
            ParsedDefinition next,
            @Nullable Long expectedRevision) {
        if (expectedRevision != null && expectedRevision != stored.revision()) {
            throw new ConflictException(
                    ProblemCode.STALE_REVISION,
                    "Environment " + environment + " is at revision " + stored.revision() + ", not at "
                            + expectedRevision + ". Nothing was changed.",
                    "Read the flags again, put your change into them and send the new revision in If-Match.");
        }
        ParsedDefinition former = ParsedDefinition.stored(stored.definition());
        boolean changed = stored.revision() == 0 || !next.saysTheSameAs(former);
        if (changed) {
            requireRolloutsFit(next, stored.splits());
        }
        return DefinitionComparator.between(former, next, stored.revision() + (changed ? 1 : 0), changed)
                .with(HashRuleChangeValidator.find(former, next, stored.splits()));
    }

    private static void requireRolloutsFit(ParsedDefinition next, Map<String, RunningSplit> splits) {
        try {
            FlagdDefinitionRenderer.apply(next.text(), splits);
        } catch (IllegalArgumentException e) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_RUNNING,
                    "A running rollout or experiment needs what the new definition takes away. Nothing was changed.",
                    "Keep the variants, or end it first.",
                    faults(e));
        }
    }

    private static List<Problem.FieldError> faults(IllegalArgumentException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(line -> new Problem.FieldError("", line, ""))
                .toList();
    }

    private static boolean isInForce(@Nullable SplitRequest asked, @Nullable RunningSplit former) {
        return former == null
                ? asked == null
                : asked != null && asked.at(former.revision()).equals(former);
    }

    private static RunningSplit fitting(
            String flagKey, SplitRequest split, long revision, FlagRepository.StoredFlagSet stored) {
        RunningSplit former = stored.splits().get(flagKey);
        RunningSplit next = split.at(revision);
        if (former != null && !former.owner().equals(next.owner())) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_RUNNING,
                    "Flag " + flagKey + " is under " + former.title() + ".",
                    "End that first. A rollout that has ended holds its flag until the flag's default variant is the "
                            + "one that it ended with.");
        }
        if (!ParsedDefinition.stored(stored.definition()).hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        try {
            Map<String, RunningSplit> splits = new HashMap<>(stored.splits());
            splits.put(flagKey, next);
            FlagdDefinitionRenderer.apply(stored.definition(), splits);
            return next;
        } catch (IllegalArgumentException e) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The split does not fit flag " + flagKey + ". Nothing was changed.",
                    "Correct it, or define the variants first.",
                    faults(e));
        }
    }

    private static NotFoundException noFlag(String flagKey) {
        return new NotFoundException(
                ProblemCode.FLAG_NOT_FOUND, "There is no flag " + flagKey + ".", "Define the flag first.");
    }

    private static NotFoundException noEnvironment(String environment) {
        return new NotFoundException(
                ProblemCode.ENVIRONMENT_NOT_FOUND,
                "There is no environment " + environment + ".",
                "Check the name; PUT /api/v1/environments/NAME/flags creates one.");
    }
}
