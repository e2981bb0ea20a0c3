// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.Indicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.openslo.Kind;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloSet;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.foundation.catalog.Services;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// Finds services and flags that SLOs name and that are not there. That is allowed: SLOs may come first.
/// Thread-safe.
@Component
class SloReferences {
    private final Services services;
    private final Flags flags;

    SloReferences(Services services, Flags flags) {
        this.services = services;
        this.flags = flags;
    }

    /// What SLOs name that is not there.
    ///
    /// @param objects those that are looked at, among them the SLOs
    /// @param set all objects, these among them
    List<Faults.Fault> unknown(Collection<OpenSloObject> objects, OpenSloSet set) {
        var unknown = new Faults();
        for (OpenSloObject object : objects) {
            set.slos().stream()
                    .filter(slo -> object.kind() == Kind.SLO && slo.name().equals(object.name()))
                    .forEach(slo -> addUnknown(object, slo, set, unknown));
        }
        return unknown.all();
    }

    private void addUnknown(OpenSloObject object, Slo slo, OpenSloSet set, Faults unknown) {
        if (!set.has(Kind.SERVICE, slo.service())
                && services.find(slo.service()).isEmpty()) {
            unknown.add(
                    object.pointer() + "/spec/service",
                    "there is no service \"" + slo.service() + "\" in the catalogue",
                    "correct the name, or add the service");
        }
        if (slo.indicator() instanceof Indicator.Outcomes(String environment, String flag)
                && !isThere(environment, flag)) {
            unknown.add(
                    object.pointer() + "/spec/indicator",
                    "there is no flag \"" + flag + "\" in environment \"" + environment + "\", so the SLO has no data",
                    "correct the name, or create the flag");
        }
    }

    private boolean isThere(String environment, String flag) {
        return flags.environments().contains(environment)
                && flags.current(environment).compiled().flagKeys().contains(flag);
    }
}
