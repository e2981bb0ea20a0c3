// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.server.flags.flag.UnitSalts;
import dev.evenkeel.server.rollouts.evidence.UnitTraces;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.Experiments;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the units of a targeting key, by giving it the names that it has under each owner whose salt
/// lives. Runs in the caller's transaction if there is one.
@Component
class UnitSearch {
    private final UnitSalts salts;
    private final UnitTraces traces;
    private final Rollouts rollouts;
    private final Experiments experiments;

    UnitSearch(UnitSalts salts, UnitTraces traces, Rollouts rollouts, Experiments experiments) {
        this.salts = salts;
        this.traces = traces;
        this.rollouts = rollouts;
        this.experiments = experiments;
    }

    /// The key's unit under one owner.
    ///
    /// @param unit its name
    record Named(UnitTraces.Owner owner, long unit) {}

    /// The key's units under everybody who has units and whose salt is not gone.
    ///
    /// @param environment only of this one; empty for all
    List<Named> named(String key, String environment) {
        List<Named> named = new ArrayList<>();
        for (UnitTraces.Owner owner : traces.owners(environment)) {
            Optional<UnitSalts.Kept> kept = salts.find(owner.id());
            if (kept.isEmpty() || kept.get().goneAt() == null) {
                named.add(new Named(owner, name(kept.map(UnitSalts.Kept::salt).orElse(null), owner.id(), key)));
            }
        }
        return named;
    }

    private static long name(@Nullable UnitSalt salt, String owner, String key) {
        long number = UnitHash.of(owner, key);
        return salt == null ? number : salt.name(number);
    }

    /// What is kept of the key's units.
    List<PersonReport.Unit> units(String key, String environment) {
        List<PersonReport.Unit> units = new ArrayList<>();
        for (Named one : named(key, environment)) {
            Optional<UnitSalts.Kept> kept = salts.find(one.owner().id());
            UnitTraces.Trace trace = traces.find(one.owner(), one.unit());
            units.add(new PersonReport.Unit(
                    one.owner().id(),
                    kind(one.owner().id()),
                    one.owner().environment(),
                    kept.map(UnitSalts.Kept::flag).orElse(""),
                    kept.map(UnitSalts.Kept::madeAt).orElse(null),
                    trace.rows() > 0,
                    false,
                    trace.rows(),
                    trace.exposedAt(),
                    trace.heardAt()));
        }
        units.addAll(forgotten(units.stream().map(PersonReport.Unit::owner).collect(Collectors.toSet()), environment));
        return units;
    }

    private List<PersonReport.Unit> forgotten(Set<String> withUnits, String environment) {
        return salts.all().stream()
                .filter(kept -> isIn(kept, environment) && kept.goneAt() == null && !withUnits.contains(kept.owner()))
                .map(kept -> new PersonReport.Unit(
                        kept.owner(),
                        kind(kept.owner()),
                        kept.environment(),
                        kept.flag(),
                        kept.madeAt(),
                        false,
                        true,
                        0,
                        null,
                        null))
                .toList();
    }

    /// Owners whose salt is gone.
    List<PersonReport.Gone> gone(String environment) {
        List<PersonReport.Gone> gone = new ArrayList<>();
        for (UnitSalts.Kept kept : salts.all()) {
            if (isIn(kept, environment) && kept.goneAt() != null) {
                gone.add(new PersonReport.Gone(
                        kept.owner(), kind(kept.owner()), kept.environment(), kept.flag(), kept.goneAt()));
            }
        }
        return gone;
    }

    private static boolean isIn(UnitSalts.Kept kept, String environment) {
        return environment.isEmpty() || kept.environment().equals(environment);
    }

    private String kind(String owner) {
        Optional<Rollout> rollout = rollouts.find(owner);
        Optional<Experiment> experiment = rollout.isPresent() ? Optional.empty() : experiments.find(owner);
        if (rollout.isPresent()) {
            return "rollout";
        }
        return experiment.isPresent() ? "experiment" : "drill";
    }
}
