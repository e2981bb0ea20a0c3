// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.incident;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.incident.HarmDurationCalculator;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentPhase;
import dev.evenkeel.engine.incident.IncidentSeverity;
import dev.evenkeel.engine.incident.IncidentState;
import dev.evenkeel.engine.incident.IncidentTimestamp;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.incident.SuspectedChangeRanker;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.PageLink;
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

/// The list of incidents. Its question: what hurts now, since when, and what was not learned from yet?
///
/// @param search what is looked for
/// @param rows of this page: those that hurt first, then those that are mitigated, then the others
/// @param found how many incidents are as asked for
/// @param counts of all incidents
/// @param choices what one may choose from
/// @param mayDeclare whether the caller may declare one
/// @param now when this was true
record IncidentListPageModel(
        Search search,
        List<Row> rows,
        int found,
        IncidentSearchRepository.IncidentCounts counts,
        IncidentFormOptions choices,
        boolean mayDeclare,
        Instant now) {
    /// Most incidents of one page.
    static final int MOST = 50;

    private static final List<String> NAMES = List.of("q", "state", "service", "severity", "cause");

    /// One incident.
    ///
    /// @param since when harm began or, while nobody knows that, when it was opened
    /// @param counting whether that goes on
    /// @param lasted how long harm lasted; empty while it lasts, and when nobody knows
    /// @param leader who commands; empty when nobody does
    /// @param suspect the change that is linked or suspected first; empty for none
    /// @param suspectPath address of its page; empty when it has none
    /// @param linked whether somebody, or the guard, said that it was this one
    record Row(
            String id,
            StatusBadge severity,
            StatusBadge state,
            String title,
            String service,
            Instant since,
            boolean counting,
            String lasted,
            String leader,
            String suspect,
            String suspectPath,
            boolean linked) {
        /// @param first the strongest suspicion; null for none, and where nobody asked
        static Row of(Incident incident, SuspectedChangeRanker.@Nullable RankedChange first) {
            Duration lasted = HarmDurationCalculator.of(incident);
            String linked = linked(incident);
            String suspect = !linked.isEmpty()
                    ? linked
                    : first == null ? "" : first.change().name();
            return new Row(
                    incident.id(),
                    StatusBadge.of(incident.severity().severity()),
                    StatusBadge.of(incident),
                    incident.title(),
                    incident.service(),
                    began(incident),
                    incident.state() == IncidentState.OPEN,
                    lasted == null ? "" : DisplayFormatter.duration(lasted),
                    IncidentFormatter.leader(incident),
                    linked.isEmpty() && first != null
                            ? DisplayFormatter.prose(first.change().words())
                            : IncidentFormatter.change(suspect),
                    IncidentFormatter.links(suspect).stream()
                            .findFirst()
                            .map(PageLink::path)
                            .orElse(""),
                    !linked.isEmpty());
        }

        private static String linked(Incident incident) {
            String about = incident.change();
            return about != null
                    ? about
                    : incident.account().changes().stream()
                            .findFirst()
                            .map(LinkedChange::change)
                            .orElse("");
        }

        private static Instant began(Incident incident) {
            IncidentTimestamp harm = incident.response().at(IncidentPhase.HARM_STARTED);
            return harm == null ? incident.openedAt() : harm.at();
        }
    }

    /// What one may choose from.
    ///
    /// @param templates from which one may be declared, by name
    /// @param catalogue services that somebody described
    /// @param services keys of these and of those that have had an incident
    /// @param causes names of causes that were named
    /// @param changes what changed of late, for whoever declares an incident
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
    /// @param words what it is, for people
    record ReopenOption(String id, String service, String words) {
        static ReopenOption of(Incident incident) {
            return new ReopenOption(
                    incident.id(),
                    incident.service(),
                    incident.service() + ", " + incident.severity().severity() + ": " + incident.title());
        }
    }

    /// Something that changed of late.
    ///
    /// @param name as incidents know it
    record RecentChangeOption(String name, String words) {}

    /// What is looked for, as it stands in the address.
    ///
    /// @param page from 1 on
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

        /// Address of another page of the same search.
        String path(int other) {
            Map<String, String> asked = new LinkedHashMap<>(values);
            asked.put("page", other == 1 ? "" : Integer.toString(other));
            return PageUrls.of("/incidents", asked);
        }

        IncidentSearchCriteria question() {
            IncidentSeverity severity = Arrays.stream(IncidentSeverity.values())
                    .filter(one -> one.name().equals(value("severity")))
                    .findFirst()
                    .orElse(null);
            return new IncidentSearchCriteria(
                    value("state").equals("open"), value("service"), severity, value("cause"), value("q"));
        }
    }

    /// The answer, in a sentence.
    String lead() {
        String review = counts.unreviewed() == 0
                ? ""
                : " " + DisplayFormatter.count(counts.unreviewed()) + " rolled back and not reviewed yet.";
        return (counts.open() == 0
                        ? "Nothing is known to hurt users now."
                        : DisplayFormatter.count(counts.open()) + " open.")
                + review;
    }

    /// What was found, in words; empty when nothing was asked for and all of it is shown.
    String finding() {
        return paging().words(rows.size(), "incident", search.isEmpty());
    }

    /// Address of the page before; empty on the first one.
    String before() {
        return path(paging().before());
    }

    /// Address of the page behind; empty on the last one.
    String behind() {
        return path(paging().behind());
    }

    /// How many pages there are.
    int pages() {
        return paging().pages();
    }

    private Pagination paging() {
        return new Pagination(found, search.page(), MOST);
    }

    private String path(int page) {
        return page == 0 ? "" : search.path(page);
    }
}
