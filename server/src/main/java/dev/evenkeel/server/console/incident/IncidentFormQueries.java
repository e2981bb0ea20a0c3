// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.server.console.rollout.RolloutFormatter;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.operations.change.ReportedChangeQueries;
import dev.evenkeel.server.operations.incident.IncidentSearchCriteria;
import dev.evenkeel.server.operations.incident.IncidentSearchRepository;
import dev.evenkeel.server.operations.incident.IncidentTemplateService;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Loads the options of the incident forms for declaration and search. Thread-safe.
@Component
final class IncidentFormQueries {
    private static final int MOST_CHANGES = 30;
    private static final int MOST_OPEN = 200;
    private static final Duration LATELY = Duration.ofDays(1);

    private final IncidentSearchRepository finder;
    private final IncidentTemplateService templates;
    private final ServiceCatalogService services;
    private final RolloutQueries rollouts;
    private final ReportedChangeQueries changes;

    IncidentFormQueries(
            IncidentSearchRepository finder,
            IncidentTemplateService templates,
            ServiceCatalogService services,
            RolloutQueries rollouts,
            ReportedChangeQueries changes) {
        this.finder = finder;
        this.templates = templates;
        this.services = services;
        this.rollouts = rollouts;
        this.changes = changes;
    }

    /// Returns the options of all selection fields.
    IncidentListPageModel.IncidentFormOptions loadOptions(Instant now) {
        List<Service> catalogue = services.list();
        List<String> keys = Stream.concat(catalogue.stream().map(Service::key), finder.listServices().stream())
                .distinct()
                .sorted()
                .toList();
        return new IncidentListPageModel.IncidentFormOptions(
                templates.listAll().stream().map(IncidentTemplateOption::of).toList(),
                catalogue,
                keys,
                finder.listCauses(),
                listRecentChanges(now),
                listReopenOptions());
    }

    private List<IncidentListPageModel.ReopenOption> listReopenOptions() {
        var open = new IncidentSearchCriteria(true, "", null, "", "");
        return finder.search(open, 0, MOST_OPEN).incidents().stream()
                .filter(incident -> incident.state() == IncidentState.MITIGATED)
                .map(IncidentListPageModel.ReopenOption::of)
                .toList();
    }

    private List<IncidentListPageModel.RecentChangeOption> listRecentChanges(Instant now) {
        Stream<IncidentListPageModel.RecentChangeOption> led = rollouts.listRunning().reversed().stream()
                .map(rollout -> new IncidentListPageModel.RecentChangeOption(
                        "rollout:" + rollout.id(),
                        RolloutFormatter.formatTitle(rollout) + ", " + RolloutFormatter.formatPosition(rollout)));
        Stream<IncidentListPageModel.RecentChangeOption> told = changes.listBetween(now.minus(LATELY), now).stream()
                .map(one -> new IncidentListPageModel.RecentChangeOption(
                        "change:" + one.change().id(),
                        one.change().service() + ": "
                                + (one.title().isEmpty()
                                        ? "change " + one.change().id()
                                        : one.title())));
        return Stream.concat(led, told).limit(MOST_CHANGES).toList();
    }
}
