// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.technology;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.incident.Cause;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.LinkedChange;
import dev.evenkeel.engine.technology.Experience;
import dev.evenkeel.engine.technology.KnownTechnology;
import dev.evenkeel.engine.technology.ServiceUse;
import dev.evenkeel.engine.technology.Technology;
import dev.evenkeel.server.operations.change.ChangeDeclarations;
import dev.evenkeel.server.operations.incident.IncidentRecords;
import dev.evenkeel.server.operations.incident.suspect.LinkedChangeNames;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What running technologies has taught: where they run, by the register, by changes and by rollouts, and in which
/// incidents they had a part. Thread-safe.
@Component
class TechnologyHistory {
    private final ChangeDeclarations changes;
    private final DeclarationTable declarations;
    private final IncidentRecords incidents;
    private final Clock clock;

    TechnologyHistory(
            ChangeDeclarations changes, DeclarationTable declarations, IncidentRecords incidents, Clock clock) {
        this.changes = changes;
        this.declarations = declarations;
        this.incidents = incidents;
        this.clock = clock;
    }

    /// Something that introduced technologies, or tried to.
    ///
    /// @param change its name among the changes of incidents
    /// @param use from when on all users had it; null when it never came to that
    private record Introduced(
            String change,
            List<String> technologies,
            @Nullable ServiceUse use) {
        static Introduced of(ChangeDeclarations.Introducing one) {
            Change change = one.change();
            Instant done = change.isDeployed() ? change.finishedAt() : null;
            return new Introduced(
                    LinkedChangeNames.ofChange(change.id()),
                    Objects.requireNonNullElse(one.introduces(), List.of()),
                    done == null ? null : new ServiceUse(change.service(), done, one.rolledBackAt()));
        }

        static Introduced of(DeclarationTable.EndedRollout one) {
            return new Introduced(
                    LinkedChangeNames.ofRollout(one.rollout()),
                    one.technologies(),
                    one.completed() ? new ServiceUse(one.service(), one.endedAt(), null) : null);
        }
    }

    private List<Introduced> introduced() {
        return Stream.concat(
                        changes.introducing().stream().map(Introduced::of),
                        declarations.declaring().stream().map(Introduced::of))
                .toList();
    }

    /// Technologies with their running hours; incidents are left out.
    List<KnownTechnology> running(List<Technology> technologies) {
        List<Introduced> introduced = introduced();
        return technologies.stream()
                .map(one -> known(one, introduced, List.of()))
                .toList();
    }

    /// Technologies with their running hours and incidents. Reads every incident.
    List<KnownTechnology> whole(List<Technology> technologies) {
        List<Introduced> introduced = introduced();
        List<Incident> hurting = incidents.opened("", Instant.EPOCH, clock.instant()).stream()
                .filter(incident -> !incident.account().nearMiss())
                .toList();
        return technologies.stream().map(one -> known(one, introduced, hurting)).toList();
    }

    private KnownTechnology known(Technology technology, List<Introduced> introduced, List<Incident> hurting) {
        List<Introduced> of = introduced.stream()
                .filter(one -> one.technologies().contains(technology.key()))
                .toList();
        Set<String> changesOf = of.stream().map(Introduced::change).collect(Collectors.toSet());
        double parts = hurting.stream()
                .mapToDouble(incident -> isLinked(incident, changesOf) ? 1 : part(incident, technology))
                .sum();
        List<ServiceUse> uses = uses(technology, of);
        return new KnownTechnology(technology, uses, Experience.of(uses, parts, clock.instant()));
    }

    /* What people say of a service stands above what changes tell. */
    private static List<ServiceUse> uses(Technology technology, List<Introduced> of) {
        Set<String> said =
                technology.services().stream().map(ServiceUse::service).collect(Collectors.toSet());
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

    /* Of all causes, those that are called like the technology. */
    private static double part(Incident incident, Technology technology) {
        List<Cause> causes = incident.account().causes();
        double named = causes.stream()
                .filter(cause -> cause.name().equalsIgnoreCase(technology.key())
                        || cause.name().equalsIgnoreCase(technology.name()))
                .mapToDouble(Cause::weight)
                .sum();
        return named == 0
                ? 0
                : named / causes.stream().mapToDouble(Cause::weight).sum();
    }
}
