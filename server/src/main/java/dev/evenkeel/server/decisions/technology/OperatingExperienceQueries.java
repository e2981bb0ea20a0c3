// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.IncidentCause;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.technology.OperatingExperience;
import dev.evenkeel.engine.technology.ServiceUsage;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.engine.technology.TechnologyTrackRecord;
import dev.evenkeel.server.operations.change.TechnologyIntroducingChangeQueries;
import dev.evenkeel.server.operations.incident.IncidentHistoryQueries;
import dev.evenkeel.server.operations.incident.suspect.ChangeReferenceFormatter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Queries for the operating experience with technologies: where they run, from the register, changes and
/// rollouts, and the incidents that they contributed to.
@Component
class OperatingExperienceQueries {
    private final TechnologyIntroducingChangeQueries changes;
    private final ChangeTechnologyRepository declarations;
    private final IncidentHistoryQueries incidents;
    private final Clock clock;

    OperatingExperienceQueries(
            TechnologyIntroducingChangeQueries changes,
            ChangeTechnologyRepository declarations,
            IncidentHistoryQueries incidents,
            Clock clock) {
        this.changes = changes;
        this.declarations = declarations;
        this.incidents = incidents;
        this.clock = clock;
    }

    /// A change that introduced technologies, or attempted to.
    ///
    /// @param change its name in the linked changes of incidents
    /// @param use use by all users, with its start; null when the change did not reach them
    private record IntroducingChange(
            String change,
            List<String> technologies,
            @Nullable ServiceUsage use) {
        static IntroducingChange of(TechnologyIntroducingChangeQueries.ChangeWithIntroducedTechnologies one) {
            Change change = one.change();
            Instant done = change.isDeployed() ? change.finishedAt() : null;
            return new IntroducingChange(
                    ChangeReferenceFormatter.ofChange(change.id()),
                    Objects.requireNonNullElse(one.introduces(), List.of()),
                    done == null ? null : new ServiceUsage(change.service(), done, one.rolledBackAt()));
        }

        static IntroducingChange of(ChangeTechnologyRepository.EndedRolloutWithTechnologies one) {
            return new IntroducingChange(
                    ChangeReferenceFormatter.ofRollout(one.rollout()),
                    one.technologies(),
                    one.completed() ? new ServiceUsage(one.service(), one.endedAt(), null) : null);
        }
    }

    private List<IntroducingChange> listIntroduced() {
        return Stream.concat(
                        changes.listIntroducing().stream().map(IntroducingChange::of),
                        declarations.listDeclaring().stream().map(IntroducingChange::of))
                .toList();
    }

    /// Returns technologies with their running hours, without incidents.
    List<TechnologyTrackRecord> listWithHours(List<Technology> technologies) {
        List<IntroducingChange> introduced = listIntroduced();
        return technologies.stream()
                .map(one -> toProfile(one, introduced, List.of()))
                .toList();
    }

    /// Returns technologies with their running hours and incidents. Reads every incident.
    List<TechnologyTrackRecord> listWithIncidents(List<Technology> technologies) {
        List<IntroducingChange> introduced = listIntroduced();
        List<Incident> hurting = incidents.listOpened("", Instant.EPOCH, clock.instant()).stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
        return technologies.stream()
                .map(one -> toProfile(one, introduced, hurting))
                .toList();
    }

    private TechnologyTrackRecord toProfile(
            Technology technology, List<IntroducingChange> introduced, List<Incident> hurting) {
        List<IntroducingChange> of = introduced.stream()
                .filter(one -> one.technologies().contains(technology.key()))
                .toList();
        Set<String> changesOf = of.stream().map(IntroducingChange::change).collect(Collectors.toSet());
        double parts = hurting.stream()
                .mapToDouble(incident -> isLinked(incident, changesOf) ? 1 : incidentShare(incident, technology))
                .sum();
        List<ServiceUsage> uses = mergeUses(technology, of);
        return new TechnologyTrackRecord(technology, uses, OperatingExperience.of(uses, parts, clock.instant()));
    }

    /* The register takes precedence over changes for the same service. */
    private static List<ServiceUsage> mergeUses(Technology technology, List<IntroducingChange> of) {
        Set<String> said =
                technology.services().stream().map(ServiceUsage::service).collect(Collectors.toSet());
        return Stream.concat(
                        technology.services().stream(),
                        of.stream()
                                .flatMap(one -> Stream.ofNullable(one.use()))
                                .filter(use -> !said.contains(use.service())))
                .toList();
    }

    private static boolean isLinked(Incident incident, Set<String> changes) {
        return Stream.concat(
                        Stream.ofNullable(incident.change()),
                        incident.account().changes().stream().map(LinkedChange::change))
                .anyMatch(changes::contains);
    }

    /* The weight, among all causes, of those named like the technology. */
    private static double incidentShare(Incident incident, Technology technology) {
        List<IncidentCause> causes = incident.account().causes();
        double named = causes.stream()
                .filter(cause -> cause.name().equalsIgnoreCase(technology.key())
                        || cause.name().equalsIgnoreCase(technology.name()))
                .mapToDouble(IncidentCause::weight)
                .sum();
        return named == 0
                ? 0
                : named / causes.stream().mapToDouble(IncidentCause::weight).sum();
    }
}
