// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo;

import dev.evenkeel.engine.slo.ServiceLevelIndicator;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.openslo.OpenSloKind;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/// The validator of references to services and flags in SLOs. Unknown names are allowed, because SLOs may be
/// created first. Thread-safe.
@Component
class SloServiceFlagReferenceValidator {
    private final ServiceCatalogService services;
    private final FlagService flags;

    SloServiceFlagReferenceValidator(ServiceCatalogService services, FlagService flags) {
        this.services = services;
        this.flags = flags;
    }

    /// Returns the unknown names as warnings.
    ///
    /// @param objects objects to check, including the SLOs
    /// @param set all objects, including `objects`
    List<ValidationError> validate(Collection<OpenSloObject> objects, OpenSloObjectSet set) {
        var unknown = new ValidationErrors();
        for (OpenSloObject object : objects) {
            set.slos().stream()
                    .filter(slo ->
                            object.kind() == OpenSloKind.SLO && slo.name().equals(object.name()))
                    .forEach(slo -> addUnknown(object, slo, set, unknown));
        }
        return unknown.toList();
    }

    private void addUnknown(OpenSloObject object, Slo slo, OpenSloObjectSet set, ValidationErrors unknown) {
        if (!set.contains(OpenSloKind.SERVICE, slo.service())
                && services.findByKey(slo.service()).isEmpty()) {
            unknown.add(
                    object.pointer() + "/spec/service",
                    "service \"" + slo.service() + "\" is not in the service catalog",
                    "correct the name, or add the service: ./evenkeel service apply");
        }
        if (slo.indicator() instanceof ServiceLevelIndicator.FlagOutcomesIndicator(String environment, String flag)
                && !isThere(environment, flag)) {
            unknown.add(
                    object.pointer() + "/spec/indicator",
                    "flag \"" + flag + "\" is not in environment \"" + environment + "\", so the SLO has no data",
                    "correct the name, or create the flag");
        }
    }

    private boolean isThere(String environment, String flag) {
        return flags.listEnvironments().contains(environment)
                && flags.getSnapshot(environment).compiled().flagKeys().contains(flag);
    }
}
