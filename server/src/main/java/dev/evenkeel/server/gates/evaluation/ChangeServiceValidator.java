// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.evaluation;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The validator of the service that a request names for a change of a flag. The catalogue determines the owner
/// of a flag: with the name of another service, a request could bypass the owner's gates. Thread-safe.
@Component
public class ChangeServiceValidator {
    private static final int LONGEST_KEY = 256;

    private final ServiceCatalogService services;

    ChangeServiceValidator(ServiceCatalogService services) {
        this.services = services;
    }

    /// Validates the service for a change of a flag. Returns an error, or empty if the service owns the flag,
    /// or if the flag has no owner and the service is in the catalogue.
    ///
    /// @param pointer JSON pointer to the service in the request
    public Optional<ValidationError> validate(String environment, String flag, String service, String pointer) {
        if (service.isBlank() || service.length() > LONGEST_KEY) {
            return Optional.of(new ValidationError(
                    pointer,
                    "must be 1 to " + LONGEST_KEY + " characters, not blank",
                    "set the key of the service that the change belongs to, or omit it"));
        }
        ServiceGraph catalogue = services.graph();
        Optional<String> owner = catalogue.findByFlag(environment, flag).map(Service::key);
        if (owner.isPresent()) {
            return owner.filter(key -> !key.equals(service))
                    .map(key -> new ValidationError(
                            pointer,
                            "is \"" + service + "\", but the flag \"" + flag + "\" belongs to service \"" + key + "\"",
                            "omit the service, or set it to \"" + key + "\""));
        }
        return catalogue.find(service).isPresent()
                ? Optional.empty()
                : Optional.of(new ValidationError(
                        pointer,
                        "is not in the service catalog: \"" + service + "\"",
                        "correct the key, omit the service, or add the service to the catalog: ./evenkeel service"
                                + " apply FILE"));
    }

    /// Validates the service of a change without a flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the service is not in the catalogue
    void requireKnown(String service) {
        services.get(service);
    }
}
