// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.ChangeRanking;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.access.Caller;
import dev.evenkeel.server.access.Right;
import dev.evenkeel.server.catalog.Services;
import dev.evenkeel.server.change.Changes;
import dev.evenkeel.server.incident.IncidentFinder;
import dev.evenkeel.server.incident.Incidents;
import dev.evenkeel.server.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds incidents for their list, and what may be said of one that is declared. Thread-safe.
@Component
final class IncidentShelf {
    /* Each suspicion takes some queries. */
    private static final int MOST_SUSPECTED = 10;
    private static final int MOST_CHANGES = 30;
    private static final Duration LATELY = Duration.ofDays(1);

    private final IncidentFinder finder;
    private final Incidents incidents;
    private final Services services;
    private final Rollouts rollouts;
    private final Changes changes;

    IncidentShelf(IncidentFinder finder, Incidents incidents, Services services, Rollouts rollouts, Changes changes) {
        this.finder = finder;
        this.incidents = incidents;
        this.services = services;
        this.rollouts = rollouts;
        this.changes = changes;
    }

    IncidentListPage page(IncidentListPage.Search search, Caller.Actor me, Instant now) {
        int skip = (search.page() - 1) * IncidentListPage.MOST;
        IncidentFinder.Found found = finder.find(search.question(), skip, IncidentListPage.MOST);
        return new IncidentListPage(
                search,
                rows(found.incidents()),
                found.all(),
                finder.counts(),
                choices(now),
                me.grants().allowSomewhere(Right.RESPOND),
                now);
    }

    private List<IncidentListPage.Row> rows(List<Incident> found) {
        List<IncidentListPage.Row> rows = new ArrayList<>();
        int asked = 0;
        for (Incident incident : found) {
            boolean asks = incident.state() == IncidentState.OPEN && asked < MOST_SUSPECTED;
            asked += asks ? 1 : 0;
            rows.add(IncidentListPage.Row.of(incident, asks ? first(incident) : null));
        }
        return rows;
    }

    private ChangeRanking.@Nullable Ranked first(Incident incident) {
        return incidents.suspicions(incident).stream()
                .findFirst()
                .filter(one -> one.share() > 0)
                .orElse(null);
    }

    private IncidentListPage.Choices choices(Instant now) {
        List<Service> catalogue = services.list();
        List<String> keys = Stream.concat(catalogue.stream().map(Service::key), finder.services().stream())
                .distinct()
                .sorted()
                .toList();
        return new IncidentListPage.Choices(catalogue, keys, finder.causes(), changed(now));
    }

    private List<IncidentListPage.Changed> changed(Instant now) {
        Stream<IncidentListPage.Changed> led = rollouts.running().reversed().stream()
                .map(rollout -> new IncidentListPage.Changed(
                        "rollout:" + rollout.id(), RolloutWords.title(rollout) + ", " + RolloutWords.place(rollout)));
        Stream<IncidentListPage.Changed> told = changes.between(now.minus(LATELY), now).stream()
                .map(one -> new IncidentListPage.Changed(
                        "change:" + one.change().id(),
                        one.change().service() + ": "
                                + (one.title().isEmpty()
                                        ? "change " + one.change().id()
                                        : one.title())));
        return Stream.concat(led, told).limit(MOST_CHANGES).toList();
    }
}
