// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.technology.OperatingExperience;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An organisation's data about the past of a service, as input of estimates, and the fields of its file
/// (docs/reference/service-history.md). Equal histories have equal JSON.
///
/// @param asOf date of the data; nothing is later
/// @param service key of the service
/// @param weeks weeks in which incidents were recorded, above 0: the exposure of their rates
/// @param changes changes of the service
/// @param others changes and failed changes of other services, by name
/// @param incidents major incidents of the service
/// @param technologies operating experience by technology; without hours for one that is not in use yet
/// @param noticed minutes to detect of injected faults, after the work against their causes
public record ServiceHistory(
        @JsonPropertyDescription("date of the data") LocalDate asOf,

        @JsonPropertyDescription("key of the service") String service,

        @JsonPropertyDescription("number of weeks in which incidents were recorded")
        double weeks,

        List<PastChange> changes,
        @JsonProperty("otherServices") Map<String, BetaBinomialFit.Group> others,
        List<PastMajorIncident> incidents,
        Map<String, OperatingExperience> technologies,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Double> noticed) {
    /// The kind that selects all changes of the service.
    public static final String ANY_KIND = "service";

    /// The outcome of a change.
    public enum PastChangeResult {
        /// It needed no rollback, hotfix or patch.
        CLEAN,
        /// It needed one; counts once regardless of the number of faults.
        FAILED,
        /// It failed and became a major incident.
        MAJOR
    }

    /// A change that was made.
    ///
    /// @param on date
    /// @param kind kind of change; ordinary deployments do not describe the migration of a core system
    /// @param factors readiness by factor, where known
    public record PastChange(
            @JsonPropertyDescription("date of the change") LocalDate on,
            @JsonProperty(defaultValue = "deployment") String kind,
            @JsonPropertyDescription("result of the change") PastChangeResult outcome,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
            Map<String, Double> factors) {
        public PastChange {
            factors = sort(factors);
        }

        /// Whether it needed a rollback, a hotfix or a patch.
        boolean hasFailed() {
            return outcome != PastChangeResult.CLEAN;
        }
    }

    /// The phases of an outage, by their ends.
    public enum OutagePhase {
        /// From the first harm to the last.
        WHOLE,
        /// From the first harm until detection.
        DETECT,
        /// From detection until the cause is identified.
        IDENTIFY,
        /// From identification until users are served again.
        MITIGATE
    }

    /// A major incident.
    ///
    /// @param on day on which it began
    /// @param causes contributing causes, each once; empty when unknown
    /// @param over false while it is ongoing; it then counts as an incident without a duration
    /// @param minutes known durations by phase, above 0
    public record PastMajorIncident(
            @JsonPropertyDescription("day on which it began")
            LocalDate on,

            List<String> causes,
            @JsonProperty(defaultValue = "true") boolean over,
            Map<OutagePhase, Double> minutes) {
        public PastMajorIncident {
            causes = causes.stream().distinct().toList();
            minutes = sort(minutes);
            if (!minutes.values().stream().allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("minutes must be above 0, got " + minutes);
            }
            if (!over && !minutes.isEmpty()) {
                throw new IllegalArgumentException("an ongoing incident must not have minutes; remove them");
            }
        }

        /// Returns its weight for a cause: 1/k when it has k causes.
        double partOf(String cause) {
            return causes.contains(cause) ? 1.0 / causes.size() : 0;
        }
    }

    public ServiceHistory {
        changes = List.copyOf(changes);
        others = sort(others);
        incidents = List.copyOf(incidents);
        technologies = sort(technologies);
        noticed = List.copyOf(noticed);
        List<String> problems = new ArrayList<>();
        if (service.isBlank()) {
            problems.add("service must not be blank");
        }
        if (!(weeks > 0) || !Double.isFinite(weeks)) {
            problems.add("weeks must be above 0, got " + weeks);
        }
        if (!noticed.stream().allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)) {
            problems.add("noticed must be minutes above 0, got " + noticed);
        }
        if (others.containsKey(service)) {
            problems.add(service + " must not be one of the other services");
        }
        for (PastChange change : changes) {
            checkNotLater(change.on, asOf, "a change", problems);
            if (change.kind.equals(ANY_KIND)) {
                problems.add("no kind of change can be named " + ANY_KIND + ", which means all kinds");
            }
        }
        LocalDate from = asOf.minusDays((long) Math.ceil(7 * Math.max(0, Math.min(weeks, 100_000))));
        for (PastMajorIncident incident : incidents) {
            checkNotLater(incident.on, asOf, "an incident", problems);
            if (incident.on.isBefore(from)) {
                problems.add("an incident is dated " + incident.on + ", before the observed weeks");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("; ", problems.stream().distinct().toList()));
        }
    }

    private static <K, V> Map<K, V> sort(Map<K, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    private static void checkNotLater(LocalDate on, LocalDate asOf, String what, List<String> problems) {
        if (on.isAfter(asOf)) {
            problems.add(what + " is dated " + on + ", after " + asOf);
        }
    }

    /// Returns the changes of a kind, or all with [#ANY_KIND].
    List<PastChange> changesOfKind(String kind) {
        return kind.equals(ANY_KIND)
                ? changes
                : changes.stream().filter(change -> change.kind.equals(kind)).toList();
    }

    /// Returns the incidents with at least one cause.
    List<PastMajorIncident> incidentsWithCause() {
        return incidents.stream().filter(one -> !one.causes.isEmpty()).toList();
    }

    /// Returns the known durations of a phase; those of detection include injected faults.
    List<Double> knownMinutes(OutagePhase part) {
        List<Double> known = new ArrayList<>(part == OutagePhase.DETECT ? noticed : List.of());
        for (PastMajorIncident incident : incidents) {
            Double length = incident.minutes.get(part);
            if (length != null) {
                known.add(length);
            }
        }
        return known;
    }

    /// Returns the number of ongoing incidents.
    long countOngoing() {
        return incidents.stream().filter(one -> !one.over).count();
    }
}
