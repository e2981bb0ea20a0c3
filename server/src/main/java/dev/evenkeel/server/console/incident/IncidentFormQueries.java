// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import dev.evenkeel.server.operations.change.ChangeService;
import dev.evenkeel.server.operations.incident.IncidentSearchCriteria;
import dev.evenkeel.server.operations.incident.IncidentSearchRepository;
import dev.evenkeel.server.operations.incident.IncidentTemplateService;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What may be said of an incident that is declared or looked for. Thread-safe.
@Component
final class IncidentFormQueries {
    private static final int MOST_CHANGES = 30;
    private static final int MOST_OPEN = 200;
    private static final Duration LATELY = Duration.ofDays(1);

    private final IncidentSearchRepository finder;
    private final IncidentTemplateService templates;
    private final ServiceCatalog services;
    private final RolloutService rollouts;
    private final ChangeService changes;

    IncidentFormQueries(
            IncidentSearchRepository finder,
            IncidentTemplateService templates,
            ServiceCatalog services,
            RolloutService rollouts,
            ChangeService changes) {
        this.finder = finder;
        this.templates = templates;
        this.services = services;
        this.rollouts = rollouts;
        this.changes = changes;
    }

    /// What one may choose from.
    IncidentListPageModel.IncidentFormOptions choices(Instant now) {
        List<Service> catalogue = services.list();
        List<String> keys = Stream.concat(catalogue.stream().map(Service::key), finder.services().stream())
                .distinct()
                .sorted()
                .toList();
        return new IncidentListPageModel.IncidentFormOptions(
                templates.all().stream().map(IncidentTemplateOption::of).toList(),
                catalogue,
                keys,
                finder.causes(),
                changed(now),
                mitigated());
    }

    private List<IncidentListPageModel.ReopenOption> mitigated() {
        var open = new IncidentSearchCriteria(true, "", null, "", "");
        return finder.find(open, 0, MOST_OPEN).incidents().stream()
                .filter(incident -> incident.state() == IncidentState.MITIGATED)
                .map(IncidentListPageModel.ReopenOption::of)
                .toList();
    }

    private List<IncidentListPageModel.RecentChangeOption> changed(Instant now) {
        Stream<IncidentListPageModel.RecentChangeOption> led = rollouts.running().reversed().stream()
                .map(rollout -> new IncidentListPageModel.RecentChangeOption(
                        "rollout:" + rollout.id(),
                        RolloutFormatter.title(rollout) + ", " + RolloutFormatter.place(rollout)));
        Stream<IncidentListPageModel.RecentChangeOption> told = changes.between(now.minus(LATELY), now).stream()
                .map(one -> new IncidentListPageModel.RecentChangeOption(
                        "change:" + one.change().id(),
                        one.change().service() + ": "
                                + (one.title().isEmpty()
                                        ? "change " + one.change().id()
                                        : one.title())));
        return Stream.concat(led, told).limit(MOST_CHANGES).toList();
    }
}
