// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision.history;

import dev.evenkeel.engine.risk.BetaBinomialFit;
import dev.evenkeel.engine.technology.OperatingExperience;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What an organisation knows of a service from its own past, as far as a case may ask for it.
///
/// @param asOf day of what is known; nothing is later
/// @param service whose past it is
/// @param weeks in which incidents were written down, above 0: the exposure of their rates
/// @param changes of the service
/// @param others by name, changes of other services and how many of them failed
/// @param incidents major ones of the service
/// @param technologies by name, what running each has taught; one that nobody runs yet has no hours
/// @param noticed minutes until faults that were injected on purpose, after the work against their causes, were
///     noticed
public record ServiceHistory(
        LocalDate asOf,
        String service,
        double weeks,
        List<PastChange> changes,
        Map<String, BetaBinomialFit.Group> others,
        List<PastMajorIncident> incidents,
        Map<String, OperatingExperience> technologies,
        List<Double> noticed) {
    /// What stands for all changes of the service where a kind of change is asked for.
    public static final String ANY_KIND = "service";

    /// How a change turned out.
    public enum Outcome {
        /// It needed no rollback, no hotfix and no patch.
        CLEAN,
        /// It needed one, counted once however many faults it brought.
        FAILED,
        /// It failed and became a major incident.
        MAJOR
    }

    /// A change that was carried out.
    ///
    /// @param on the day
    /// @param kind what kind of change it was; ordinary deployments do not describe the move of a core
    /// @param outcome how it turned out
    /// @param factors by name, how ready it was, where known
    public record PastChange(LocalDate on, String kind, Outcome outcome, Map<String, Double> factors) {
        public PastChange {
            factors = Map.copyOf(factors);
        }

        /// Whether it needed a rollback, a hotfix or a patch.
        boolean failed() {
            return outcome != Outcome.CLEAN;
        }
    }

    /// Parts of an outage, by when they end.
    public enum OutagePhase {
        /// From the first harm to the last.
        WHOLE,
        /// From the first harm until it is noticed.
        DETECT,
        /// From there until the cause is known.
        IDENTIFY,
        /// From there until users are served again.
        MITIGATE
    }

    /// A major incident.
    ///
    /// @param on day on which it began
    /// @param causes that contributed, each once; none when nobody named any
    /// @param over false while it goes on; it then counts as an incident, and no length of it is known
    /// @param minutes by part where known, above 0
    public record PastMajorIncident(LocalDate on, List<String> causes, boolean over, Map<OutagePhase, Double> minutes) {
        public PastMajorIncident {
            causes = causes.stream().distinct().toList();
            minutes = Map.copyOf(minutes);
            if (!minutes.values().stream().allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("minutes must be above 0, got " + minutes);
            }
            if (!over && !minutes.isEmpty()) {
                throw new IllegalArgumentException("an incident that goes on has no minutes yet, leave them out");
            }
        }

        /// What it counts for a cause: one of k causes is a k-th of it.
        double part(String cause) {
            return causes.contains(cause) ? 1.0 / causes.size() : 0;
        }
    }

    public ServiceHistory {
        changes = List.copyOf(changes);
        others = Map.copyOf(others);
        incidents = List.copyOf(incidents);
        technologies = Map.copyOf(technologies);
        noticed = List.copyOf(noticed);
        List<String> problems = new ArrayList<>();
        if (!(weeks > 0) || !Double.isFinite(weeks)) {
            problems.add("weeks must be above 0, got " + weeks);
        }
        if (!noticed.stream().allMatch(length -> length > 0 && length < Double.POSITIVE_INFINITY)) {
            problems.add("minutes until faults were noticed must be above 0, got " + noticed);
        }
        if (others.containsKey(service)) {
            problems.add(service + " is among the other services");
        }
        for (PastChange change : changes) {
            late(change.on, asOf, "a change", problems);
            if (change.kind.equals(ANY_KIND)) {
                problems.add("no kind of change may be called " + ANY_KIND + ", that is all of them");
            }
        }
        LocalDate from = asOf.minusDays((long) Math.ceil(7 * Math.max(0, Math.min(weeks, 100_000))));
        for (PastMajorIncident incident : incidents) {
            late(incident.on, asOf, "an incident", problems);
            if (incident.on.isBefore(from)) {
                problems.add("an incident is of " + incident.on + ", before the weeks that were watched");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("; ", problems.stream().distinct().toList()));
        }
    }

    private static void late(LocalDate on, LocalDate asOf, String what, List<String> problems) {
        if (on.isAfter(asOf)) {
            problems.add(what + " is of " + on + ", after " + asOf);
        }
    }

    /// Changes of a kind, or all with [#ANY_KIND].
    List<PastChange> ofKind(String kind) {
        return kind.equals(ANY_KIND)
                ? changes
                : changes.stream().filter(change -> change.kind.equals(kind)).toList();
    }

    /// Incidents with at least one cause.
    List<PastMajorIncident> tagged() {
        return incidents.stream().filter(one -> !one.causes.isEmpty()).toList();
    }

    /// Lengths of a part that are known. How soon something is noticed is known of injected faults, too.
    List<Double> minutes(OutagePhase part) {
        List<Double> known = new ArrayList<>(part == OutagePhase.DETECT ? noticed : List.of());
        for (PastMajorIncident incident : incidents) {
            Double length = incident.minutes.get(part);
            if (length != null) {
                known.add(length);
            }
        }
        return known;
    }

    /// Incidents that go on, so that no length of theirs is known.
    long open() {
        return incidents.stream().filter(one -> !one.over).count();
    }
}
