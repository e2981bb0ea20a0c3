// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.engine.incident.TimestampWithPrecision;
import dev.evenkeel.server.console.kit.ConsolePageLink;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.console.kit.Pagination;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.operations.incident.IncidentSearchCriteria;
import dev.evenkeel.server.operations.incident.IncidentSearchRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Model of the incident list page. Answers: which incidents affect users now, since when, and which are not
/// reviewed yet?
///
/// @param search the search criteria
/// @param rows incidents on this page: active ones first, then mitigated ones, then the others
/// @param matchCount number of incidents that match the search
/// @param counts counts over all incidents
/// @param options options of the selection fields
/// @param canDeclare whether the caller may declare an incident
/// @param now time of the data
record IncidentListPageModel(
        Search search,
        List<Row> rows,
        int matchCount,
        IncidentSearchRepository.OpenAndUnreviewedCounts counts,
        IncidentFormOptions options,
        boolean canDeclare,
        Instant now) {
    /// Maximum number of incidents per page.
    static final int PAGE_SIZE = 50;

    private static final List<String> NAMES = List.of("q", "state", "service", "severity", "cause");

    /// A row of the list.
    ///
    /// @param since when harm began or, while that is unknown, when the incident was opened
    /// @param isOngoing whether that duration still increases
    /// @param duration duration of the harm; empty while it lasts and if unknown
    /// @param commander name of the incident commander; empty if there is none
    /// @param suspect the first linked or suspected change; empty for none
    /// @param suspectPath path of its page; empty if it has none
    /// @param linked whether a user or the guard confirmed the change as a cause
    record Row(
            String id,
            StatusBadge severity,
            StatusBadge state,
            String title,
            String service,
            Instant since,
            boolean isOngoing,
            String duration,
            String commander,
            String suspect,
            String suspectPath,
            boolean linked) {
        /// Creates a row.
        ///
        /// @param first the highest-ranked suspected change; null if there is none or ranking was skipped
        static Row of(Incident incident, SuspectedChangeRanker.@Nullable RankedChange first) {
            Duration lasted = HarmDurationCalculator.calculate(incident);
            String linked = linkedChange(incident);
            String suspect = !linked.isEmpty()
                    ? linked
                    : first == null ? "" : first.change().name();
            return new Row(
                    incident.id(),
                    StatusBadge.of(incident.severity().severity()),
                    StatusBadge.of(incident),
                    incident.title(),
                    incident.service(),
                    impactStart(incident),
                    incident.state() == IncidentState.OPEN,
                    lasted == null ? "" : DisplayFormatter.formatDuration(lasted),
                    IncidentFormatter.formatCommander(incident),
                    linked.isEmpty() && first != null
                            ? first.change().summary()
                            : IncidentFormatter.formatChange(suspect),
                    IncidentFormatter.changeLinks(suspect).stream()
                            .findFirst()
                            .map(ConsolePageLink::path)
                            .orElse(""),
                    !linked.isEmpty());
        }

        private static String linkedChange(Incident incident) {
            String about = incident.change();
            return about != null
                    ? about
                    : incident.account().changes().stream()
                            .findFirst()
                            .map(LinkedChange::change)
                            .orElse("");
        }

        private static Instant impactStart(Incident incident) {
            TimestampWithPrecision harm = incident.response().timeOf(IncidentPhase.HARM_STARTED);
            return harm == null ? incident.openedAt() : harm.at();
        }
    }

    /// Options of the selection fields.
    ///
    /// @param templates incident templates, by name
    /// @param catalogue services in the catalogue
    /// @param services keys of these services and of services with past incidents
    /// @param causes names of causes used before
    /// @param changes recent changes, for the declaration form
    /// @param mitigated incidents that a declaration may reopen
    record IncidentFormOptions(
            List<IncidentTemplateOption> templates,
            List<Service> catalogue,
            List<String> services,
            List<String> causes,
            List<RecentChangeOption> changes,
            List<ReopenOption> mitigated) {}

    /// A mitigated incident that may be reopened.
    ///
    /// @param label its description
    record ReopenOption(String id, String service, String label) {
        static ReopenOption of(Incident incident) {
            return new ReopenOption(
                    incident.id(),
                    incident.service(),
                    incident.service() + ", " + incident.severity().severity() + ": " + incident.title());
        }
    }

    /// A recent change.
    ///
    /// @param name name of the change in incident records
    record RecentChangeOption(String name, String label) {}

    /// Search criteria, as in the query string.
    ///
    /// @param page page number, 1 or more
    record Search(Map<String, String> values, int page) {
        static Search of(Map<String, String> asked) {
            Map<String, String> values = new LinkedHashMap<>();
            NAMES.forEach(name -> values.put(name, asked.getOrDefault(name, "").strip()));
            String page = asked.getOrDefault("page", "");
            return new Search(values, page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        boolean isEmpty() {
            return values.values().stream().allMatch(String::isEmpty);
        }

        /// Returns the path of another page of the same search.
        String pagePath(int other) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put("page", other == 1 ? "" : Integer.toString(other));
            return PageUrls.withQuery("/incidents", asked);
        }

        IncidentSearchCriteria toCriteria() {
            IncidentSeverity severity = Arrays.stream(IncidentSeverity.values())
                    .filter(one -> one.name().equals(value("severity")))
                    .findFirst()
                    .orElse(null);
            return new IncidentSearchCriteria(
                    value("state").equals("open"), value("service"), severity, value("cause"), value("q"));
        }
    }

    /// Returns the answer in a sentence.
    String summary() {
        String review = counts.unreviewed() == 0
                ? ""
                : " " + QuantityFormatter.formatCount(counts.unreviewed()) + " rolled back and not reviewed yet.";
        return (counts.open() == 0
                        ? "Nothing is known to hurt users now."
                        : QuantityFormatter.formatCount(counts.open()) + " open.")
                + review;
    }

    /// Returns the number of matches as text; empty if the search has no criteria and one page shows all.
    String resultSummary() {
        return pagination().summary(rows.size(), "incident", search.isEmpty());
    }

    /// Returns the position of the page in the search result.
    Pagination pagination() {
        return new Pagination(matchCount, search.page(), PAGE_SIZE, search::pagePath);
    }
}
