// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.api.ServiceApi.ServiceResponse;
import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.files.catalog.PutServicesRequest;
import dev.evenkeel.files.catalog.ServicePatch;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.server.foundation.problems.ValidationErrorMapper;
import dev.evenkeel.server.foundation.schema.OpenApiRequestBodySchema;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// HTTP endpoints for the service catalog (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/services")
class ServiceCatalogController {
    private static final String NOTHING = "No service was changed.";

    private final ServiceCatalogService services;

    ServiceCatalogController(ServiceCatalogService services) {
        this.services = services;
    }

    /// Lists all services, by key.
    @GetMapping
    List<Service> list() {
        return services.list();
    }

    /// Returns a service with its direct and transitive dependencies and its direct dependents.
    @GetMapping("/{key}")
    ServiceResponse get(@PathVariable String key) {
        Service service = services.get(key);
        ServiceGraph graph = services.graph();
        return new ServiceResponse(service, graph.dependencies(key), graph.dependents(key));
    }

    /// Creates or updates several services, all or none; omitted fields keep their values.
    @PutMapping
    @RequiresRight(Right.ADMINISTER)
    @OpenApiRequestBodySchema(PutServicesRequest.class)
    List<Service> saveAll(
            @RequestBody JsonNode body, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        var errors = new ValidationErrors();
        PutServicesRequest request = PutServicesRequest.parse(body, errors);
        ValidationErrorMapper.throwIfAny(errors, NOTHING);
        return services.apply(request.services().values(), reason, caller);
    }

    /// Creates or updates a service; omitted fields keep their values.
    @PutMapping("/{key}")
    @RequiresRight(Right.ADMINISTER)
    @OpenApiRequestBodySchema(ServicePatch.class)
    Service save(
            @PathVariable String key,
            @RequestBody JsonNode body,
            @RequestParam(defaultValue = "") String reason,
            Caller.Actor caller) {
        var errors = new ValidationErrors();
        ServicePatch draft = ServicePatch.parse(key, body, "", errors);
        ValidationErrorMapper.throwIfAny(errors, NOTHING);
        return services.apply(List.of(draft), reason, caller).getFirst();
    }

    /// Deletes a service; rejected while other services depend on it.
    @DeleteMapping("/{key}")
    @RequiresRight(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String key, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        services.delete(key, reason, caller.name());
    }
}
