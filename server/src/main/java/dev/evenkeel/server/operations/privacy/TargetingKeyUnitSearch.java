// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.server.flags.flag.UnitSaltService;
import dev.evenkeel.server.rollouts.evidence.UnitDataService;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutService;
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
class TargetingKeyUnitSearch {
    private final UnitSaltService salts;
    private final UnitDataService traces;
    private final RolloutService rollouts;
    private final ExperimentService experiments;

    TargetingKeyUnitSearch(
            UnitSaltService salts, UnitDataService traces, RolloutService rollouts, ExperimentService experiments) {
        this.salts = salts;
        this.traces = traces;
        this.rollouts = rollouts;
        this.experiments = experiments;
    }

    /// The key's unit under one owner.
    ///
    /// @param unit its name
    record NamedUnit(UnitDataService.UnitOwner owner, long unit) {}

    /// The key's units under everybody who has units and whose salt is not gone.
    ///
    /// @param environment only of this one; empty for all
    List<NamedUnit> named(String key, String environment) {
        List<NamedUnit> named = new ArrayList<>();
        for (UnitDataService.UnitOwner owner : traces.owners(environment)) {
            Optional<UnitSaltService.StoredUnitSalt> kept = salts.find(owner.id());
            if (kept.isEmpty() || kept.get().goneAt() == null) {
                named.add(new NamedUnit(
                        owner,
                        name(kept.map(UnitSaltService.StoredUnitSalt::salt).orElse(null), owner.id(), key)));
            }
        }
        return named;
    }

    private static long name(@Nullable UnitSalt salt, String owner, String key) {
        long number = UnitHash.of(owner, key);
        return salt == null ? number : salt.name(number);
    }

    /// What is kept of the key's units.
    List<PersonalDataReport.StoredUnit> units(String key, String environment) {
        List<PersonalDataReport.StoredUnit> units = new ArrayList<>();
        for (NamedUnit one : named(key, environment)) {
            Optional<UnitSaltService.StoredUnitSalt> kept =
                    salts.find(one.owner().id());
            UnitDataService.UnitData trace = traces.find(one.owner(), one.unit());
            units.add(new PersonalDataReport.StoredUnit(
                    one.owner().id(),
                    kind(one.owner().id()),
                    one.owner().environment(),
                    kept.map(UnitSaltService.StoredUnitSalt::flag).orElse(""),
                    kept.map(UnitSaltService.StoredUnitSalt::madeAt).orElse(null),
                    trace.rows() > 0,
                    false,
                    trace.rows(),
                    trace.exposedAt(),
                    trace.heardAt()));
        }
        units.addAll(forgotten(
                units.stream().map(PersonalDataReport.StoredUnit::owner).collect(Collectors.toSet()), environment));
        return units;
    }

    private List<PersonalDataReport.StoredUnit> forgotten(Set<String> withUnits, String environment) {
        return salts.all().stream()
                .filter(kept -> isIn(kept, environment) && kept.goneAt() == null && !withUnits.contains(kept.owner()))
                .map(kept -> new PersonalDataReport.StoredUnit(
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
    List<PersonalDataReport.ForgottenOwner> gone(String environment) {
        List<PersonalDataReport.ForgottenOwner> gone = new ArrayList<>();
        for (UnitSaltService.StoredUnitSalt kept : salts.all()) {
            if (isIn(kept, environment) && kept.goneAt() != null) {
                gone.add(new PersonalDataReport.ForgottenOwner(
                        kept.owner(), kind(kept.owner()), kept.environment(), kept.flag(), kept.goneAt()));
            }
        }
        return gone;
    }

    private static boolean isIn(UnitSaltService.StoredUnitSalt kept, String environment) {
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
