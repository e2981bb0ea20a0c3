// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.console.kit.PageCursor;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.decisions.risk.AssessmentService;
import dev.evenkeel.server.decisions.risk.AssessmentSummary;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.change.ChangeSearchCriteria;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutSearchCriteria;
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

/// Searches changes of all kinds: rollouts, changes that other systems reported, and assessed changes that have
/// not begun. Takes a few queries, independent of the number of changes. Thread-safe.
@Component
final class ChangeListPageQueries {
    private final RolloutQueries rollouts;
    private final ReportedChangeQueries changes;
    private final AssessmentService assessments;
    private final ServiceCatalogService services;

    ChangeListPageQueries(
            RolloutQueries rollouts,
            ReportedChangeQueries changes,
            AssessmentService assessments,
            ServiceCatalogService services) {
        this.rollouts = rollouts;
        this.changes = changes;
        this.assessments = assessments;
        this.services = services;
    }

    ServiceGraph getCatalog() {
        return services.graph();
    }

    /// Returns enough changes of each kind to fill a page after a position, unsorted.
    List<ChangeListPageModel.Row> listRows(ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        if (!search.problem().isEmpty()) {
            return List.of();
        }
        return Stream.of(
                        listFlagChangeRows(search, before, graph),
                        listExternalChangeRows(search, before),
                        listAssessmentRows(search, before, graph))
                .flatMap(rows -> rows)
                .toList();
    }

    private Stream<ChangeListPageModel.Row> listFlagChangeRows(
            ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        Set<RolloutStatus> statuses =
                search.state().map(ChangeState::rolloutStatuses).orElse(EnumSet.allOf(RolloutStatus.class));
        if (statuses.isEmpty()) {
            return Stream.empty();
        }
        var rolloutSearchCriteria = new RolloutSearchCriteria(
                search.valueOrNull("service"),
                graph.find(search.value("service")).stream()
                        .flatMap(service -> service.flags().stream())
                        .map(flag -> flag.environment() + "/" + flag.flag())
                        .toList(),
                search.valueOrNull("class"),
                statuses,
                search.value("q"));
        return rollouts.search(rolloutSearchCriteria, before.at(), before.id(), ChangeListPageModel.rowLimit()).stream()
                .map(rollout -> toRow(rollout, graph));
    }

    private static ChangeListPageModel.Row toRow(Rollout rollout, ServiceGraph graph) {
        return new ChangeListPageModel.Row(
                rollout.id(),
                RolloutFormatter.formatTitle(rollout),
                rollout.reason(),
                RolloutFormatter.resolveOwner(rollout, graph),
                rollout.change().changeClass(),
                StatusBadge.of(rollout.status()),
                RolloutFormatter.formatPosition(rollout),
                rollout.startedAt(),
                rollout.position().endedAt());
    }

    private static String ownerOf(ServiceGraph graph, String environment, String flag) {
        return graph.findByFlag(environment, flag).map(Service::key).orElse("");
    }

    private Stream<ChangeListPageModel.Row> listExternalChangeRows(
            ChangeListPageModel.Search search, PageCursor before) {
        String wanted = search.value("class");
        Optional<ChangeKind> kind = Arrays.stream(ChangeKind.values())
                .filter(one -> one.name().equalsIgnoreCase(wanted))
                .findFirst();
        Optional<ChangeSearchCriteria.ChangeSearchState> state = search.state().flatMap(ChangeState::externalState);
        if ((!wanted.isEmpty() && kind.isEmpty()) || (search.state().isPresent() && state.isEmpty())) {
            return Stream.empty();
        }
        var changeSearchCriteria = new ChangeSearchCriteria(
                search.valueOrNull("service"), kind.orElse(null), state.orElse(null), search.value("q"));
        return changes
                .listNewest(changeSearchCriteria, before.at(), before.id(), ChangeListPageModel.rowLimit())
                .stream()
                .map(ChangeListPageQueries::toRow);
    }

    private static ChangeListPageModel.Row toRow(ChangeResponse change) {
        return new ChangeListPageModel.Row(
                change.id(),
                change.title().isEmpty() ? "Change " + change.externalId() : change.title(),
                "told by " + change.source(),
                change.service(),
                change.kind().name().toLowerCase(Locale.ROOT),
                ChangeState.toBadge(change),
                "outcome " + change.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                change.startedAt(),
                change.finishedAt());
    }

    /* At most one per flag. A change with a class was started, so a search for a class excludes these. */
    private Stream<ChangeListPageModel.Row> listAssessmentRows(
            ChangeListPageModel.Search search, PageCursor before, ServiceGraph graph) {
        boolean wanted = search.value("class").isEmpty()
                && search.state().map(state -> state == ChangeState.ASSESSED).orElse(true);
        if (!wanted) {
            return Stream.empty();
        }
        Map<String, Instant> started = rollouts.findLastStarts();
        return assessments.listSummaries().stream()
                .filter(head -> started.getOrDefault(head.environment() + "/" + head.flag(), Instant.MIN)
                        .isBefore(head.createdAt()))
                .map(head -> toRow(head, ownerOf(graph, head.environment(), head.flag())))
                .filter(row -> before.isBefore(row.cursor()))
                .filter(row -> search.value("service").isEmpty()
                        || search.value("service").equals(row.service()))
                .filter(row -> (row.id() + " " + row.title() + " " + row.subtitle())
                        .toLowerCase(Locale.ROOT)
                        .contains(search.value("q").toLowerCase(Locale.ROOT)));
    }

    private static ChangeListPageModel.Row toRow(AssessmentSummary head, String service) {
        String course = head.course();
        return new ChangeListPageModel.Row(
                head.id(),
                head.name(),
                "flag " + head.flag() + " in " + head.environment() + ", by " + head.author(),
                service,
                "",
                new StatusBadge(StatusBadge.Tone.CALM, "hourglass", ChangeState.ASSESSED.label()),
                course == null ? "nobody has decided" : "decided: " + course,
                head.createdAt(),
                null);
    }
}
