// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.DefinitionForm;
import dev.evenkeel.core.flag.RolloutOverlay;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.definition.DefinitionChange;
import dev.evenkeel.server.flags.definition.DefinitionRevision;
import dev.evenkeel.server.flags.definition.DefinitionText;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.HashRuleGuard;
import dev.evenkeel.server.flags.definition.NewDefinition;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.Rejected;
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
public class Flags implements EnvironmentLookup {
    private final FlagTable table;
    private final FlagMemory memory;
    private final Stages stages;
    private final AuditLedger ledger;
    private final Clock clock;

    Flags(FlagTable table, FlagMemory memory, Stages stages, AuditLedger ledger, Clock clock) {
        this.table = table;
        this.memory = memory;
        this.stages = stages;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The environment's flags as the caller's transaction sees them.
    ///
    /// @throws NotFound when there is no such environment
    public Snapshot current(String environment) {
        FlagTable.Stored stored = requireEnvironment(environment);
        return memory.find(environment)
                .filter(known -> known.revision() == stored.revision()
                        && known.authored().equals(stored.definition())
                        && known.splits().equals(stored.splits()))
                .orElseGet(() -> Snapshot.of(environment, stored));
    }

    /// As [#current], of an environment that has the flag.
    ///
    /// @throws NotFound when there is no such environment or flag
    public Snapshot requireFlag(String environment, String flagKey) {
        Snapshot snapshot = current(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw new NotFound(
                    ErrorCode.FLAG_NOT_FOUND,
                    "Environment " + environment + " has no flag \"" + flagKey + "\".",
                    "GET /api/v1/environments/" + environment + "/flags shows all of them.");
        }
        return snapshot;
    }

    /// As [#current], and keeps others from changing them until the caller's transaction ends.
    ///
    /// @throws NotFound when there is no such environment
    @Transactional
    public Snapshot hold(String environment) {
        lock(environment);
        return current(environment);
    }

    /// The newest committed flags this server knows of, from memory: some milliseconds behind
    /// [#current], and there while the database is away.
    public Optional<Snapshot> findLatest(String environment) {
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
    /// @throws dev.evenkeel.server.foundation.problems.Refused when the definition is not JSON
    /// @throws Rejected with all problems of the definition, but for broken rules that are in force
    ///     already
    /// @throws Conflict when the revision is another, a running rollout needs what the definition takes
    ///     away, a flag would change its stage of a migration against the rules, or the hash rule of
    ///     `fractional` would change and that is not confirmed
    @Transactional
    public Replacement replaceDefinition(
            String environment,
            NewDefinition definition,
            @Nullable Long expectedRevision,
            String actor,
            String reason) {
        String written = DefinitionForm.withFlagsByKey(definition.json());
        return put(
                environment,
                definition,
                expectedRevision,
                former -> new AuditEvent(actor, "flags.replaced", environment, reason, former, written));
    }

    /// The same for a definition whose author waits for the answer and confirmed nothing.
    @Transactional
    public Replacement replaceDefinition(
            String environment, String json, @Nullable Long expectedRevision, String actor, String reason) {
        return replaceDefinition(environment, NewDefinition.of(json), expectedRevision, actor, reason);
    }

    /// As [#replaceDefinition], for a change of a part: the ledger gets an entry that names it.
    ///
    /// @param entry made from the former definition; its actor and reason go into the history too
    @Transactional
    public Replacement edit(
            String environment,
            NewDefinition definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        return put(environment, definition, expectedRevision, entry);
    }

    private Replacement put(
            String environment,
            NewDefinition definition,
            @Nullable Long expectedRevision,
            Function<String, AuditEvent> entry) {
        DefinitionText next = DefinitionText.parse(definition.json());
        table.createEnvironment(environment);
        FlagTable.Stored stored = lock(environment);
        DefinitionText former = DefinitionText.stored(stored.definition());
        if (!definition.tolerant()) {
            next.requireSoundRules(former);
        }
        Replacement replacement = plan(environment, stored, next, expectedRevision);
        if (!replacement.changed()) {
            return replacement;
        }
        stages.check(new StageEdits.Change(
                environment, former, next, stored.revision(), stored.splits(), !definition.tolerant()));
        if (!definition.tolerant()) {
            stages.ask(environment, former, next, definition.consent());
        }
        if (!definition.hashRuleConfirmed()) {
            HashRuleGuard.refuse(replacement.hashRule());
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
    /// @throws NotFound when there is no such environment
    public List<DefinitionRevision> history(String environment, long before, int limit) {
        requireEnvironment(environment);
        return table.history(environment, before, limit);
    }

    /// The author's definition that was in force at a revision, word for word.
    ///
    /// @throws NotFound when there is no such environment, or the revision is not one that it has had
    public String definitionAt(String environment, long revision) {
        FlagTable.Stored stored = requireEnvironment(environment);
        if (revision < 0 || revision > stored.revision()) {
            throw new NotFound(
                    ErrorCode.REVISION_NOT_FOUND,
                    "Environment " + environment + " has no revision " + revision + "; it is at revision "
                            + stored.revision() + ".",
                    "GET /api/v1/environments/" + environment + "/history lists the changes of its definition.");
        }
        return table.definitionAt(environment, revision).orElse(Snapshot.EMPTY_DEFINITION);
    }

    /// What [#replaceDefinition] would do, with the same errors but for a switch of the hash rule, which
    /// it shows; changes nothing.
    public Replacement previewDefinition(String environment, String json, @Nullable Long expectedRevision) {
        DefinitionText next = DefinitionText.parse(json);
        FlagTable.Stored stored = table.find(environment).orElse(FlagTable.Stored.NOTHING);
        DefinitionText former = DefinitionText.stored(stored.definition());
        next.requireSoundRules(former);
        Replacement replacement = plan(environment, stored, next, expectedRevision);
        if (replacement.changed()) {
            stages.check(new StageEdits.Change(environment, former, next, stored.revision(), stored.splits(), true));
        }
        return replacement;
    }

    /// Flags that a definition would make evaluate differently, those that it takes away among them.
    ///
    /// @throws NotFound when there is no such environment
    public List<EditedFlag> edited(String environment, String json) {
        return DefinitionText.parse(json)
                .editedSince(
                        DefinitionText.stored(requireEnvironment(environment).definition()));
    }

    /// Sets or clears the split of a rollout or an experiment over a flag, in the caller's transaction,
    /// and returns the revision in force. Setting what is set already changes nothing.
    ///
    /// @param split the new split; null to clear
    /// @throws NotFound when there is no such environment or flag
    /// @throws Conflict when another rollout or experiment runs on the flag
    /// @throws Rejected when the split does not fit the flag
    @Transactional
    public long setSplit(String environment, String flagKey, @Nullable AskedSplit split, String actor, String reason) {
        FlagTable.Stored stored = lock(environment);
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
        ledger.append(new AuditEvent(actor, action, subject, reason, SplitJson.of(former), SplitJson.of(next)));
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
    /// @throws NotFound when there is no such environment or flag
    @Transactional
    public Optional<FlagStage> findStage(String environment, String flagKey) {
        Snapshot snapshot = current(environment);
        if (!snapshot.hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        return stages.find(snapshot, flagKey);
    }

    /// The revision that [FlagStage] names `since`, without reading the definition.
    public long stageSince(String environment, String flagKey) {
        return stages.since(environment, flagKey);
    }

    private static JsonNode flag(FlagTable.Stored stored, String flagKey) {
        return DefinitionText.stored(stored.definition()).flag(flagKey);
    }

    private FlagTable.Stored lock(String environment) {
        table.lock(environment);
        return requireEnvironment(environment);
    }

    private FlagTable.Stored requireEnvironment(String environment) {
        return table.find(environment).orElseThrow(() -> noEnvironment(environment));
    }

    private static Replacement plan(
            String environment, FlagTable.Stored stored, DefinitionText next, @Nullable Long expectedRevision) {
        if (expectedRevision != null && expectedRevision != stored.revision()) {
            throw new Conflict(
                    ErrorCode.STALE_REVISION,
                    "Environment " + environment + " is at revision " + stored.revision() + ", not at "
                            + expectedRevision + ". Nothing was changed.",
                    "Read the flags again, put your change into them and send the new revision in If-Match.");
        }
        DefinitionText former = DefinitionText.stored(stored.definition());
        boolean changed = stored.revision() == 0 || !next.saysTheSameAs(former);
        if (changed) {
            requireRolloutsFit(next, stored.splits());
        }
        return DefinitionChange.between(former, next, stored.revision() + (changed ? 1 : 0), changed)
                .with(HashRuleGuard.find(former, next, stored.splits()));
    }

    private static void requireRolloutsFit(DefinitionText next, Map<String, RunningSplit> splits) {
        try {
            RolloutOverlay.apply(next.text(), splits);
        } catch (IllegalArgumentException e) {
            throw new Conflict(
                    ErrorCode.ROLLOUT_RUNNING,
                    "A running rollout or experiment needs what the new definition takes away. Nothing was changed.",
                    "Keep the variants, or end it first.",
                    faults(e));
        }
    }

    private static List<Problem.Fault> faults(IllegalArgumentException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(line -> new Problem.Fault("", line, ""))
                .toList();
    }

    private static boolean isInForce(@Nullable AskedSplit asked, @Nullable RunningSplit former) {
        return former == null
                ? asked == null
                : asked != null && asked.at(former.revision()).equals(former);
    }

    private static RunningSplit fitting(String flagKey, AskedSplit split, long revision, FlagTable.Stored stored) {
        RunningSplit former = stored.splits().get(flagKey);
        RunningSplit next = split.at(revision);
        if (former != null && !former.owner().equals(next.owner())) {
            throw new Conflict(
                    ErrorCode.ROLLOUT_RUNNING,
                    "Flag " + flagKey + " is under " + former.title() + ".",
                    "End that first. A rollout that has ended holds its flag until the flag's default variant is the "
                            + "one that it ended with.");
        }
        if (!DefinitionText.stored(stored.definition()).hasFlag(flagKey)) {
            throw noFlag(flagKey);
        }
        try {
            Map<String, RunningSplit> splits = new HashMap<>(stored.splits());
            splits.put(flagKey, next);
            RolloutOverlay.apply(stored.definition(), splits);
            return next;
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    ErrorCode.INVALID,
                    "The split does not fit flag " + flagKey + ". Nothing was changed.",
                    "Correct it, or define the variants first.",
                    faults(e));
        }
    }

    private static NotFound noFlag(String flagKey) {
        return new NotFound(ErrorCode.FLAG_NOT_FOUND, "There is no flag " + flagKey + ".", "Define the flag first.");
    }

    private static NotFound noEnvironment(String environment) {
        return new NotFound(
                ErrorCode.ENVIRONMENT_NOT_FOUND,
                "There is no environment " + environment + ".",
                "Check the name; PUT /api/v1/environments/NAME/flags creates one.");
    }
}
