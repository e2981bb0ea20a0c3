// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeHarm;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcomeRule;
import dev.evenkeel.engine.change.ChangeStatus;
import dev.evenkeel.engine.change.DoraMetrics;
import dev.evenkeel.engine.change.DoraMetrics.ClassifiedChange;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
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

/// The front door of changes: what is known of each, and of many. Thread-safe.
@Component
public class ChangeService {
    private static final ChangeOutcomeRule RULE = ChangeOutcomeRule.STANDARD;
    private static final int MOST_AT_ONCE = 10_000;

    private final ChangeRepository changes;
    private final List<ChangeHarmSource> sources;
    private final RolloutService rollouts;
    private final ServiceCatalog services;
    private final Clock clock;

    ChangeService(
            ChangeRepository changes,
            List<ChangeHarmSource> sources,
            RolloutService rollouts,
            ServiceCatalog services,
            Clock clock) {
        this.changes = changes;
        this.sources = sources;
        this.rollouts = rollouts;
        this.services = services;
        this.clock = clock;
    }

    /// Which changes.
    ///
    /// @param service null for every one
    /// @param environment null for every one
    /// @param from begin of the period
    /// @param to its end, exclusive
    public record ChangeQuery(
            @Nullable String service, @Nullable String environment, Instant from, Instant to) {
        private boolean asks(Change change) {
            return (service == null || service.equals(change.service()))
                    && (environment == null || environment.equals(change.environment()));
        }
    }

    /// A change with everything that is known of it.
    ///
    /// @param recorded as it was reported
    /// @param judged by the rule, or by a person
    record EvaluatedChange(RecordedChange recorded, ClassifiedChange judged) {}

    /// Changes that ended in the period or still run, newest first.
    @Transactional(readOnly = true)
    List<EvaluatedChange> list(ChangeQuery question, int most) {
        return judged(changes.between(question.service, question.environment, question.from, question.to, most));
    }

    @Transactional(readOnly = true)
    EvaluatedChange get(String id) {
        RecordedChange found = changes.find(id).orElseThrow(() -> ChangeIngestionService.notFound(id));
        return judged(List.of(found)).getFirst();
    }

    /// The reported change with this id, if there is one.
    @Transactional(readOnly = true)
    public Optional<ChangeResponse> find(String id) {
        return changes.find(id)
                .map(found -> ChangeResponse.of(judged(List.of(found)).getFirst()));
    }

    /// Reported changes that began last before a place, newest first, of the same instant by id.
    ///
    /// @param at the instant of that place
    /// @param before the id of that place
    /// @param most of them
    @Transactional(readOnly = true)
    public List<ChangeResponse> newest(ChangeSearchCriteria search, Instant at, String before, int most) {
        return judged(changes.newest(search, at, before, most)).stream()
                .map(ChangeResponse::of)
                .toList();
    }

    /// A reported change on its way.
    ///
    /// @param title in one line; may be empty
    public record RunningChange(Change change, String title) {}

    /// Reported changes of all services that run, oldest first.
    public List<RunningChange> running() {
        return changes.running(MOST_AT_ONCE).stream()
                .map(one -> new RunningChange(one.change(), one.details().title()))
                .toList();
    }

    /// A change that was reported.
    ///
    /// @param title in one line; may be empty
    /// @param verdict by the rule, from what took it back alone: an incident that asks whom to suspect must
    ///     not find its own link as a verdict
    /// @param rolledBackAt when it was rolled back; null when nobody said that it was
    public record ReportedChange(
            Change change,
            String title,
            ChangeOutcomeRule.Verdict verdict,
            @Nullable Instant rolledBackAt) {}

    /// Changes of all services that ended in a time or still ran, newest first.
    @Transactional(readOnly = true)
    public List<ReportedChange> between(Instant from, Instant to) {
        return changes.between(null, null, from, to, MOST_AT_ONCE).stream()
                .map(one -> new ReportedChange(
                        one.change(),
                        one.details().title(),
                        RULE.judge(one.change(), rolledBack(one).toList(), to),
                        one.rolledBackAt()))
                .toList();
    }

    /// DORA's measures of a period: of changes that were reported, and of rollouts that a guard led, which
    /// belong to the service that the catalogue says, or else to the one with the flag's key.
    @Transactional(readOnly = true)
    public DoraMetrics measures(ChangeQuery question) {
        List<ClassifiedChange> all = new ArrayList<>();
        list(question, Integer.MAX_VALUE).forEach(known -> all.add(known.judged()));
        led().stream()
                .map(GuardedRolloutChange::judged)
                .filter(judged -> question.asks(judged.change()))
                .forEach(all::add);
        return DoraMetrics.of(all, question.from, question.to);
    }

    /// A change that a guard led, with the rollout by which it did.
    record GuardedRolloutChange(Rollout rollout, ClassifiedChange judged) {}

    /// The rollouts that have ended, as changes: those that reached everybody are judged by the incidents that
    /// are linked to them, too. Reads in the caller's transaction.
    List<GuardedRolloutChange> led() {
        ServiceGraph graph = services.graph();
        List<Rollout> ended = rollouts.list().stream()
                .filter(rollout -> rollout.status().ended())
                .toList();
        Set<String> deployed = ended.stream()
                .filter(rollout -> rollout.status() == RolloutStatus.COMPLETED)
                .map(Rollout::id)
                .collect(Collectors.toSet());
        Map<String, List<ChangeHarm>> harms = new HashMap<>();
        addTold(harms, deployed);
        Instant now = clock.instant();
        return ended.stream()
                .map(rollout -> {
                    Change change = change(rollout, graph);
                    List<ChangeHarm> known = harms.getOrDefault(rollout.id(), List.of());
                    return new GuardedRolloutChange(
                            rollout, new ClassifiedChange(change, RULE.judge(change, known, now), known));
                })
                .toList();
    }

    private List<EvaluatedChange> judged(List<RecordedChange> recorded) {
        Map<String, List<ChangeHarm>> harms = harms(recorded);
        return recorded.stream()
                .map(one -> new EvaluatedChange(one, judged(one, harms.getOrDefault(one.id(), List.of()))))
                .toList();
    }

    private ClassifiedChange judged(RecordedChange one, List<ChangeHarm> harms) {
        RecordedChange.OutcomeVerdict word = one.word();
        ChangeOutcomeRule.Verdict verdict = word == null
                ? RULE.judge(one.change(), harms, clock.instant())
                : new ChangeOutcomeRule.Verdict(word.outcome(), word.reason(), "a person's word");
        return new ClassifiedChange(one.change(), verdict, harms);
    }

    private Map<String, List<ChangeHarm>> harms(List<RecordedChange> recorded) {
        Set<String> ids = recorded.stream().map(RecordedChange::id).collect(Collectors.toSet());
        Map<String, List<ChangeHarm>> harms = new HashMap<>();
        recorded.forEach(one -> rolledBack(one).forEach(harm -> add(harms, one.id(), harm)));
        changes.repairing(List.copyOf(ids)).forEach(repair -> add(harms, repaired(repair), harm(repair)));
        addTold(harms, ids);
        return harms;
    }

    private void addTold(Map<String, List<ChangeHarm>> harms, Set<String> ids) {
        sources.forEach(source -> source.of(ids).forEach((id, known) -> known.forEach(harm -> add(harms, id, harm))));
    }

    private static void add(Map<String, List<ChangeHarm>> harms, String id, ChangeHarm harm) {
        harms.computeIfAbsent(id, none -> new ArrayList<>()).add(harm);
    }

    /* Users suffered until it was back, since nobody knows better. */
    private static Stream<ChangeHarm> rolledBack(RecordedChange one) {
        Instant back = one.rolledBackAt();
        Instant done = one.change().finishedAt();
        return back == null || done == null
                ? Stream.empty()
                : Stream.of(
                        new ChangeHarm(ChangeHarm.Cause.ROLLED_BACK, done, back, 0, "it was rolled back at " + back));
    }

    private static String repaired(RecordedChange repair) {
        return Objects.requireNonNull(repair.details().repairs());
    }

    private static ChangeHarm harm(RecordedChange repair) {
        Change change = repair.change();
        return new ChangeHarm(
                ChangeHarm.Cause.REPAIRED,
                change.startedAt(),
                change.isDeployed() ? change.finishedAt() : null,
                0,
                "change " + change.id() + " was made to repair it");
    }

    private static Change change(Rollout rollout, ServiceGraph graph) {
        String service = graph.ofFlag(rollout.environment(), rollout.flag())
                .map(Service::key)
                .orElse(rollout.flag());
        return new Change(
                rollout.id(),
                service,
                rollout.environment(),
                ChangeKind.CODE,
                status(rollout.status()),
                rollout.startedAt(),
                rollout.position().endedAt(),
                null,
                false);
    }

    private static ChangeStatus status(RolloutStatus status) {
        return switch (status) {
            case SEEDING, RUNNING -> ChangeStatus.RUNNING;
            case COMPLETED -> ChangeStatus.DONE;
            case ROLLED_BACK -> ChangeStatus.STOPPED;
            case ABORTED -> ChangeStatus.GIVEN_UP;
        };
    }
}
