// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeHarmEvent;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcomeRule;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.change.DoraMetrics;
import dev.evenkeel.engine.change.DoraMetrics.ClassifiedChange;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Queries for reported changes, their outcomes and DORA metrics. Thread-safe.
@Component
public class ReportedChangeQueries {
    private static final ChangeOutcomeRule RULE = ChangeOutcomeRule.STANDARD;
    private static final int MOST_AT_ONCE = 10_000;

    private final ChangeRepository changes;
    private final List<ChangeHarmSource> sources;
    private final RolloutQueries rollouts;
    private final ServiceCatalogService services;
    private final Clock clock;

    ReportedChangeQueries(
            ChangeRepository changes,
            List<ChangeHarmSource> sources,
            RolloutQueries rollouts,
            ServiceCatalogService services,
            Clock clock) {
        this.changes = changes;
        this.sources = sources;
        this.rollouts = rollouts;
        this.services = services;
        this.clock = clock;
    }

    /// Filters for changes.
    ///
    /// @param service null for all services
    /// @param environment null for all environments
    /// @param from start of the period
    /// @param to end of the period, exclusive
    public record ChangeQuery(
            @Nullable String service, @Nullable String environment, Instant from, Instant to) {
        private boolean matches(Change change) {
            return (service == null || service.equals(change.service()))
                    && (environment == null || environment.equals(change.environment()));
        }
    }

    /// A change with its outcome.
    ///
    /// @param recorded the change as reported
    /// @param classified outcome, by the classification rule or set by a user
    record RecordedChangeWithOutcome(RecordedChange recorded, ClassifiedChange classified) {}

    /// Returns changes that ended in the period or are still running, newest first.
    @Transactional(readOnly = true)
    List<RecordedChangeWithOutcome> list(ChangeQuery changeQuery, int most) {
        return classifyAll(changes.listBetween(
                changeQuery.service, changeQuery.environment, changeQuery.from, changeQuery.to, most));
    }

    @Transactional(readOnly = true)
    RecordedChangeWithOutcome get(String id) {
        RecordedChange found = changes.findById(id).orElseThrow(() -> ChangeIngestionService.notFound(id));
        return classifyAll(List.of(found)).getFirst();
    }

    /// Finds a reported change by id.
    @Transactional(readOnly = true)
    public Optional<ChangeResponse> findById(String id) {
        return changes.findById(id)
                .map(found -> ChangeResponses.of(classifyAll(List.of(found)).getFirst()));
    }

    /// Returns a page of reported changes that started before a cursor, newest first; ties are ordered by id.
    ///
    /// @param at start time of the cursor
    /// @param before id of the cursor
    /// @param most maximum number of results
    @Transactional(readOnly = true)
    public List<ChangeResponse> listNewest(ChangeSearchCriteria search, Instant at, String before, int most) {
        return classifyAll(changes.listNewest(search, at, before, most)).stream()
                .map(ChangeResponses::of)
                .toList();
    }

    /// A reported change that is running.
    ///
    /// @param title one line; may be empty
    public record RunningChange(Change change, String title) {}

    /// Returns running reported changes of all services, oldest first.
    public List<RunningChange> listRunning() {
        return changes.listRunning(MOST_AT_ONCE).stream()
                .map(one -> new RunningChange(one.change(), one.details().title()))
                .toList();
    }

    /// A reported change with its outcome.
    ///
    /// @param title one line; may be empty
    /// @param verdict outcome by the rule from rollbacks alone. Incidents are excluded: an incident that ranks
    ///     suspected changes must not use its own link as evidence
    /// @param rolledBackAt when it was rolled back; null if no rollback was reported
    public record ChangeWithRollbackBasedOutcome(
            Change change,
            String title,
            ChangeOutcomeRule.Verdict verdict,
            @Nullable Instant rolledBackAt) {}

    /// Returns changes of all services that ended in the period or were still running, newest first.
    @Transactional(readOnly = true)
    public List<ChangeWithRollbackBasedOutcome> listBetween(Instant from, Instant to) {
        return changes.listBetween(null, null, from, to, MOST_AT_ONCE).stream()
                .map(one -> new ChangeWithRollbackBasedOutcome(
                        one.change(),
                        one.details().title(),
                        RULE.evaluate(one.change(), harmOfRollback(one).toList(), to),
                        one.rolledBackAt()))
                .toList();
    }

    /// Computes the DORA metrics of a period from reported changes and guarded rollouts. A rollout belongs to
    /// the flag's service in the catalog; without one, to the service whose key is the flag's key.
    @Transactional(readOnly = true)
    public DoraMetrics computeDoraMetrics(ChangeQuery changeQuery) {
        List<ClassifiedChange> all = new ArrayList<>();
        list(changeQuery, Integer.MAX_VALUE).forEach(known -> all.add(known.classified()));
        listGuardedRollouts().stream()
                .map(GuardedRolloutChange::classified)
                .filter(judged -> changeQuery.matches(judged.change()))
                .forEach(all::add);
        return DoraMetrics.of(all, changeQuery.from, changeQuery.to);
    }

    /// A change that a guarded rollout delivered.
    record GuardedRolloutChange(Rollout rollout, ClassifiedChange classified) {}

    /// Returns ended rollouts as changes. Completed rollouts are also classified by the incidents linked to
    /// them. Reads in the caller's transaction.
    List<GuardedRolloutChange> listGuardedRollouts() {
        ServiceGraph graph = services.graph();
        List<Rollout> ended = rollouts.list().stream()
                .filter(rollout -> rollout.status().isEnded())
                .toList();
        Set<String> deployed = ended.stream()
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .map(Rollout::id)
                .collect(Collectors.toSet());
        Map<String, List<ChangeHarmEvent>> harms = new HashMap<>();
        addFromSources(harms, deployed);
        Instant now = clock.instant();
        return ended.stream()
                .map(rollout -> {
                    Change change = toChange(rollout, graph);
                    List<ChangeHarmEvent> known = harms.getOrDefault(rollout.id(), List.of());
                    return new GuardedRolloutChange(
                            rollout, new ClassifiedChange(change, RULE.evaluate(change, known, now), known));
                })
                .toList();
    }

    private List<RecordedChangeWithOutcome> classifyAll(List<RecordedChange> recorded) {
        Map<String, List<ChangeHarmEvent>> harms = findHarms(recorded);
        return recorded.stream()
                .map(one -> new RecordedChangeWithOutcome(one, classify(one, harms.getOrDefault(one.id(), List.of()))))
                .toList();
    }

    private ClassifiedChange classify(RecordedChange one, List<ChangeHarmEvent> harms) {
        RecordedChange.ManualOutcome word = one.outcomeVerdict();
        ChangeOutcomeRule.Verdict verdict = word == null
                ? RULE.evaluate(one.change(), harms, clock.instant())
                : new ChangeOutcomeRule.Verdict(word.outcome(), word.reason(), "manual");
        return new ClassifiedChange(one.change(), verdict, harms);
    }

    private Map<String, List<ChangeHarmEvent>> findHarms(List<RecordedChange> recorded) {
        Set<String> ids = recorded.stream().map(RecordedChange::id).collect(Collectors.toSet());
        Map<String, List<ChangeHarmEvent>> harms = new HashMap<>();
        recorded.forEach(one -> harmOfRollback(one).forEach(harm -> add(harms, one.id(), harm)));
        changes.listRepairsOf(List.copyOf(ids))
                .forEach(repair -> add(harms, repairedChange(repair), harmOfRepair(repair)));
        addFromSources(harms, ids);
        return harms;
    }

    private void addFromSources(Map<String, List<ChangeHarmEvent>> harms, Set<String> ids) {
        sources.forEach(source ->
                source.listByChange(ids).forEach((id, known) -> known.forEach(harm -> add(harms, id, harm))));
    }

    private static void add(Map<String, List<ChangeHarmEvent>> harms, String id, ChangeHarmEvent harm) {
        harms.computeIfAbsent(id, none -> new ArrayList<>()).add(harm);
    }

    /* Harm lasts from the end of the change to its rollback: no better times are known. */
    private static Stream<ChangeHarmEvent> harmOfRollback(RecordedChange one) {
        Instant back = one.rolledBackAt();
        Instant done = one.change().finishedAt();
        return back == null || done == null
                ? Stream.empty()
                : Stream.of(new ChangeHarmEvent(
                        ChangeHarmEvent.Cause.ROLLED_BACK, done, back, 0, "rolled back at " + back));
    }

    private static String repairedChange(RecordedChange repair) {
        return Objects.requireNonNull(repair.details().fixes());
    }

    private static ChangeHarmEvent harmOfRepair(RecordedChange repair) {
        Change change = repair.change();
        return new ChangeHarmEvent(
                ChangeHarmEvent.Cause.REPAIRED,
                change.startedAt(),
                change.isDeployed() ? change.finishedAt() : null,
                0,
                "fixed by change " + change.id());
    }

    private static Change toChange(Rollout rollout, ServiceGraph graph) {
        String service = graph.findByFlag(rollout.environment(), rollout.flag())
                .map(Service::key)
                .orElse(rollout.flag());
        return new Change(
                rollout.id(),
                service,
                rollout.environment(),
                ChangeKind.CODE,
                toStatus(rollout.status()),
                rollout.startedAt(),
                rollout.position().endedAt(),
                null,
                false);
    }

    private static ChangeStatus toStatus(RolloutStatus status) {
        return switch (status) {
            case COLLECTING_BASELINE, RUNNING -> ChangeStatus.RUNNING;
            case COMPLETED -> ChangeStatus.COMPLETED;
            case ROLLED_BACK -> ChangeStatus.STOPPED;
            case ABORTED -> ChangeStatus.ABORTED;
        };
    }
}
