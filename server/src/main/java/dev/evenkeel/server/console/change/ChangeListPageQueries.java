// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.decisions.risk.AssessmentSummary;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.change.ChangeResponse;
import dev.evenkeel.server.operations.change.ChangeSearchCriteria;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutSearchCriteria;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Looks for changes of all kinds: those that a flag leads, those that others told of, and those that were
/// assessed and have not begun. A few queries, however many changes there are. Thread-safe.
@Component
final class ChangeListPageQueries {
    private final RolloutService rollouts;
    private final ChangeService changes;
    private final AssessmentService assessments;
    private final ServiceCatalog services;

    ChangeListPageQueries(
            RolloutService rollouts, ChangeService changes, AssessmentService assessments, ServiceCatalog services) {
        this.rollouts = rollouts;
        this.changes = changes;
        this.assessments = assessments;
        this.services = services;
    }

    ServiceGraph services() {
        return services.graph();
    }

    /// Enough of each kind to fill a page from a place on, in no order.
    List<ChangeListPageModel.Row> find(ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        if (!search.problem().isEmpty()) {
            return List.of();
        }
        return Stream.of(led(search, before, graph), reported(search, before), planned(search, before, graph))
                .flatMap(rows -> rows)
                .toList();
    }

    private Stream<ChangeListPageModel.Row> led(
            ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        Set<RolloutStatus> statuses =
                search.state().map(ChangeState::statuses).orElse(EnumSet.allOf(RolloutStatus.class));
        if (statuses.isEmpty()) {
            return Stream.empty();
        }
        var wanted = new RolloutSearchCriteria(
                search.orNull("service"),
                graph.find(search.value("service")).stream()
                        .flatMap(service -> service.flags().stream())
                        .map(flag -> flag.environment() + "/" + flag.flag())
                        .toList(),
                search.orNull("class"),
                statuses,
                search.value("q"));
        return rollouts.newest(wanted, before.at(), before.id(), ChangeListPageModel.wanted()).stream()
                .map(rollout -> row(rollout, graph));
    }

    private static ChangeListPageModel.Row row(Rollout rollout, ServiceGraph graph) {
        return new ChangeListPageModel.Row(
                rollout.id(),
                RolloutFormatter.title(rollout),
                rollout.reason(),
                RolloutFormatter.owner(rollout, graph),
                rollout.change().changeClass(),
                StatusBadge.of(rollout.status()),
                RolloutFormatter.place(rollout),
                rollout.startedAt(),
                rollout.position().endedAt());
    }

    private static String owner(ServiceGraph graph, String environment, String flag) {
        return graph.ofFlag(environment, flag).map(Service::key).orElse("");
    }

    private Stream<ChangeListPageModel.Row> reported(ChangeListPageModel.Search search, PageCursor before) {
        String wanted = search.value("class");
        Optional<ChangeKind> kind = Arrays.stream(ChangeKind.values())
                .filter(one -> one.name().equalsIgnoreCase(wanted))
                .findFirst();
        Optional<ChangeSearchCriteria.ChangeSearchState> state = search.state().flatMap(ChangeState::reported);
        if ((!wanted.isEmpty() && kind.isEmpty()) || (search.state().isPresent() && state.isEmpty())) {
            return Stream.empty();
        }
        var question = new ChangeSearchCriteria(
                search.orNull("service"), kind.orElse(null), state.orElse(null), search.value("q"));
        return changes.newest(question, before.at(), before.id(), ChangeListPageModel.wanted()).stream()
                .map(ChangeListPageQueries::row);
    }

    private static ChangeListPageModel.Row row(ChangeResponse change) {
        return new ChangeListPageModel.Row(
                change.id(),
                change.title().isEmpty() ? "Change " + change.externalId() : change.title(),
                "told by " + change.source(),
                change.service(),
                change.kind().name().toLowerCase(Locale.ROOT),
                ChangeState.mark(change),
                "outcome " + change.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                change.startedAt(),
                change.finishedAt());
    }

    /* One for each flag at most. What has a class was ordered, and so has begun. */
    private Stream<ChangeListPageModel.Row> planned(
            ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        boolean wanted = search.value("class").isEmpty()
                && search.state().map(state -> state == ChangeState.ASSESSED).orElse(true);
        if (!wanted) {
            return Stream.empty();
        }
        Map<String, Instant> started = rollouts.lastStarts();
        return assessments.heads().stream()
                .filter(head -> started.getOrDefault(head.environment() + "/" + head.flag(), Instant.MIN)
                        .isBefore(head.madeAt()))
                .map(head -> row(head, owner(graph, head.environment(), head.flag())))
                .filter(row -> before.isBefore(row.place()))
                .filter(row -> search.value("service").isEmpty()
                        || search.value("service").equals(row.service()))
                .filter(row -> (row.id() + " " + row.title() + " " + row.about())
                        .toLowerCase(Locale.ROOT)
                        .contains(search.value("q").toLowerCase(Locale.ROOT)));
    }

    private static ChangeListPageModel.Row row(AssessmentSummary head, String service) {
        String course = head.course();
        return new ChangeListPageModel.Row(
                head.id(),
                head.name(),
                "flag " + head.flag() + " in " + head.environment() + ", by " + head.author(),
                service,
                "",
                new StatusBadge(StatusBadge.Tone.CALM, "hourglass", ChangeState.ASSESSED.word()),
                course == null ? "nobody has decided" : "decided: " + course,
                head.madeAt(),
                null);
    }
}
