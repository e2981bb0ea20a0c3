// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.PrivacyApi.PurgedSaltOwner;
import dev.evenkeel.api.PrivacyApi.StoredUnit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.server.flags.flag.UnitSaltService;
import dev.evenkeel.server.rollouts.evidence.UnitDataService;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A search for the units of a targeting key: computes its unit id for each owner that still has a salt. Runs
/// in the caller's transaction if there is one.
@Component
class TargetingKeyUnitSearch {
    private final UnitSaltService salts;
    private final UnitDataService traces;
    private final RolloutQueries rollouts;
    private final ExperimentService experiments;

    TargetingKeyUnitSearch(
            UnitSaltService salts, UnitDataService traces, RolloutQueries rollouts, ExperimentService experiments) {
        this.salts = salts;
        this.traces = traces;
        this.rollouts = rollouts;
        this.experiments = experiments;
    }

    /// The key's unit for one owner.
    ///
    /// @param unit unit id
    record OwnedUnit(UnitDataService.UnitOwner owner, long unit) {}

    /// Returns the key's unit ids for all owners with units whose salt was not deleted.
    ///
    /// @param environment only in this environment; empty for all environments
    List<OwnedUnit> findUnits(String key, String environment) {
        List<OwnedUnit> named = new ArrayList<>();
        for (UnitDataService.UnitOwner owner : traces.listOwners(environment)) {
            Optional<UnitSaltService.StoredUnitSalt> kept = salts.findByOwner(owner.id());
            if (kept.isEmpty() || kept.get().deletedAt() == null) {
                named.add(new OwnedUnit(
                        owner,
                        hashUnit(kept.map(UnitSaltService.StoredUnitSalt::salt).orElse(null), owner.id(), key)));
            }
        }
        return named;
    }

    private static long hashUnit(@Nullable UnitSalt salt, String owner, String key) {
        long number = UnitHash.hash(owner, key);
        return salt == null ? number : salt.hashUnit(number);
    }

    /// Returns the stored data of the key's units.
    List<StoredUnit> listStoredUnits(String key, String environment) {
        List<StoredUnit> units = new ArrayList<>();
        for (OwnedUnit one : findUnits(key, environment)) {
            Optional<UnitSaltService.StoredUnitSalt> kept =
                    salts.findByOwner(one.owner().id());
            UnitDataService.OwnedUnitDataSummary trace = traces.find(one.owner(), one.unit());
            units.add(new StoredUnit(
                    one.owner().id(),
                    kind(one.owner().id()),
                    one.owner().environment(),
                    kept.map(UnitSaltService.StoredUnitSalt::flag).orElse(""),
                    kept.map(UnitSaltService.StoredUnitSalt::createdAt).orElse(null),
                    trace.totalRows() > 0,
                    false,
                    trace.totalRows(),
                    trace.exposedAt(),
                    trace.lastSeenAt()));
        }
        units.addAll(
                listForgottenUnits(units.stream().map(StoredUnit::owner).collect(Collectors.toSet()), environment));
        return units;
    }

    private List<StoredUnit> listForgottenUnits(Set<String> withUnits, String environment) {
        return salts.listAll().stream()
                .filter(storedUnitSalt -> isIn(storedUnitSalt, environment)
                        && storedUnitSalt.deletedAt() == null
                        && !withUnits.contains(storedUnitSalt.owner()))
                .map(storedUnitSalt -> new StoredUnit(
                        storedUnitSalt.owner(),
                        kind(storedUnitSalt.owner()),
                        storedUnitSalt.environment(),
                        storedUnitSalt.flag(),
                        storedUnitSalt.createdAt(),
                        false,
                        true,
                        0,
                        null,
                        null))
                .toList();
    }

    /// Returns owners whose salt was deleted.
    List<PurgedSaltOwner> listForgottenOwners(String environment) {
        List<PurgedSaltOwner> gone = new ArrayList<>();
        for (UnitSaltService.StoredUnitSalt storedUnitSalt : salts.listAll()) {
            if (isIn(storedUnitSalt, environment) && storedUnitSalt.deletedAt() != null) {
                gone.add(new PurgedSaltOwner(
                        storedUnitSalt.owner(),
                        kind(storedUnitSalt.owner()),
                        storedUnitSalt.environment(),
                        storedUnitSalt.flag(),
                        storedUnitSalt.deletedAt()));
            }
        }
        return gone;
    }

    private static boolean isIn(UnitSaltService.StoredUnitSalt storedUnitSalt, String environment) {
        return environment.isEmpty() || storedUnitSalt.environment().equals(environment);
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
