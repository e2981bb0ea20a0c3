// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.catalog.ServiceCatalog;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Validates the service that a request names for the change of a flag. The catalogue decides whose flag it is:
/// a request that named another service would be asked for the gates of that one. Thread-safe.
@Component
public class ChangeServiceValidator {
    private static final int LONGEST_KEY = 256;

    private final ServiceCatalog services;

    ChangeServiceValidator(ServiceCatalog services) {
        this.services = services;
    }

    /// What is wrong with the service named for a flag's change; empty when it owns the flag, or when the flag
    /// has no owner and the catalogue has the service.
    ///
    /// @param pointer place of the service in the request
    public Optional<ValidationErrors.ValidationError> validate(
            String environment, String flag, String service, String pointer) {
        if (service.isBlank() || service.length() > LONGEST_KEY) {
            return Optional.of(new ValidationErrors.ValidationError(
                    pointer,
                    "must be 1 to " + LONGEST_KEY + " characters, not blank",
                    "name the service whose change it is, or leave it out"));
        }
        ServiceGraph catalogue = services.graph();
        Optional<String> owner = catalogue.ofFlag(environment, flag).map(Service::key);
        if (owner.isPresent()) {
            return owner.filter(key -> !key.equals(service))
                    .map(key -> new ValidationErrors.ValidationError(
                            pointer,
                            "the flag \"" + flag + "\" belongs to service \"" + key + "\", not to \"" + service + "\"",
                            "leave \"service\" out or name \"" + key + "\""));
        }
        return catalogue.find(service).isPresent()
                ? Optional.empty()
                : Optional.of(new ValidationErrors.ValidationError(
                        pointer,
                        "there is no service \"" + service + "\" in the catalogue",
                        "correct the key, leave \"service\" out, or register the service first: ./evenkeel service"
                                + " apply FILE"));
    }

    /// Validates the service of a change that no flag leads.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException when the catalogue does not have it
    void requireKnown(String service) {
        services.get(service);
    }
}
