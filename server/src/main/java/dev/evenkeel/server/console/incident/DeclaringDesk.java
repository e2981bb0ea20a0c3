// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.console.rollout.RolloutWords;
import dev.evenkeel.server.foundation.catalog.Services;
import dev.evenkeel.server.operations.change.Changes;
import dev.evenkeel.server.operations.incident.IncidentFinder;
import dev.evenkeel.server.operations.incident.IncidentSearch;
import dev.evenkeel.server.operations.incident.IncidentTemplates;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What may be said of an incident that is declared or looked for. Thread-safe.
@Component
final class DeclaringDesk {
    private static final int MOST_CHANGES = 30;
    private static final int MOST_OPEN = 200;
    private static final Duration LATELY = Duration.ofDays(1);

    private final IncidentFinder finder;
    private final IncidentTemplates templates;
    private final Services services;
    private final Rollouts rollouts;
    private final Changes changes;

    DeclaringDesk(
            IncidentFinder finder, IncidentTemplates templates, Services services, Rollouts rollouts, Changes changes) {
        this.finder = finder;
        this.templates = templates;
        this.services = services;
        this.rollouts = rollouts;
        this.changes = changes;
    }

    /// What one may choose from.
    IncidentListPage.Choices choices(Instant now) {
        List<Service> catalogue = services.list();
        List<String> keys = Stream.concat(catalogue.stream().map(Service::key), finder.services().stream())
                .distinct()
                .sorted()
                .toList();
        return new IncidentListPage.Choices(
                templates.all().stream().map(TemplateChoice::of).toList(),
                catalogue,
                keys,
                finder.causes(),
                changed(now),
                mitigated());
    }

    private List<IncidentListPage.Mitigated> mitigated() {
        var open = new IncidentSearch(true, "", null, "", "");
        return finder.find(open, 0, MOST_OPEN).incidents().stream()
                .filter(incident -> incident.state() == IncidentState.MITIGATED)
                .map(IncidentListPage.Mitigated::of)
                .toList();
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
