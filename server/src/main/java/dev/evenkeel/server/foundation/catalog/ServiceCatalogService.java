// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.catalog.ServicePatch;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.Right;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service that reads and changes the service catalog. Thread-safe.
@Component
public class ServiceCatalogService {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServiceRepository serviceRepository;
    private final AuditLog auditLog;

    ServiceCatalogService(ServiceRepository serviceRepository, AuditLog auditLog) {
        this.serviceRepository = serviceRepository;
        this.auditLog = auditLog;
    }

    /// Returns the current graph of all services and their dependencies.
    public ServiceGraph graph() {
        return serviceRepository.loadGraph();
    }

    public Optional<Service> findByKey(String key) {
        return graph().find(key);
    }

    /// Returns the service that owns a flag.
    public Optional<Service> findByFlag(String environment, String flag) {
        return graph().findByFlag(environment, flag);
    }

    /// Returns the direct and transitive dependencies of a service, with their distances in steps.
    public Map<String, Integer> listDependencies(String key) {
        return graph().dependencies(key);
    }

    /// Returns all services by key.
    public List<Service> list() {
        return graph().listServices();
    }

    /// Returns the service with the key.
    ///
    /// @throws NotFoundException when it does not exist
    public Service get(String key) {
        return findByKey(key).orElseThrow(() -> notFound(key));
    }

    /// Applies patches to services, all or none; absent members stay unchanged.
    ///
    /// @return the resulting services, in the order of the patches
    /// @throws ValidationException with all conflicts between services
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when a service gets another flag and
    ///     the caller does not administer all services, because the flag belonged to no service or to another
    @Transactional
    public List<Service> apply(Collection<ServicePatch> drafts, String reason, Caller.Actor caller) {
        serviceRepository.lock();
        ServiceGraph before = graph();
        List<Service> after = drafts.stream()
                .map(draft -> draft.applyTo(before.find(draft.key()).orElseGet(() -> Service.ofKey(draft.key()))))
                .toList();
        if (after.stream().anyMatch(service -> claimsFlags(service, before))) {
            caller.requireRight(Right.ADMINISTER, List.of());
        }
        List<Service> all = new ArrayList<>(before.listServices());
        all.addAll(after);
        requireValid(new ServiceGraph(all));
        for (Service service : after) {
            Service former = before.find(service.key()).orElse(null);
            if (!service.equals(former)) {
                serviceRepository.save(service);
                auditLog.append(new AuditEvent(
                        caller.name(),
                        "service.set",
                        service.key(),
                        reason,
                        former == null ? null : JSON.writeValueAsString(former),
                        JSON.writeValueAsString(service)));
            }
        }
        return after;
    }

    private static boolean claimsFlags(Service service, ServiceGraph before) {
        List<ServiceFlag> owned = before.find(service.key()).map(Service::flags).orElse(List.of());
        return !owned.containsAll(service.flags());
    }

    /// Deletes a service.
    ///
    /// @throws NotFoundException when it does not exist
    /// @throws ConflictException when other services depend on it
    @Transactional
    public void delete(String key, String reason, String who) {
        serviceRepository.lock();
        ServiceGraph graph = graph();
        Service service = graph.find(key).orElseThrow(() -> notFound(key));
        List<String> dependents = graph.dependents(key);
        if (!dependents.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.SERVICE_IN_USE,
                    "Service " + key + " cannot be deleted, because these services depend on it: "
                            + String.join(", ", dependents) + ". The service was not deleted.",
                    "Remove it from their dependsOn first: ./evenkeel service apply FILE");
        }
        serviceRepository.delete(key);
        auditLog.append(new AuditEvent(who, "service.deleted", key, reason, JSON.writeValueAsString(service), null));
    }

    private static void requireValid(ServiceGraph graph) {
        List<ValidationError> faults = graph.findProblems().stream()
                .map(fault -> new ValidationError("/services/" + fault.service(), fault.message(), fault.remedy()))
                .toList();
        if (!faults.isEmpty()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The services are inconsistent: service \""
                            + graph.findProblems().getFirst().service() + "\": "
                            + faults.getFirst().message() + (faults.size() == 1 ? "." : "; and more problems.")
                            + " No service was changed.",
                    "Fix all listed problems and try again.",
                    faults);
        }
    }

    private static NotFoundException notFound(String key) {
        return new NotFoundException(
                ProblemCode.SERVICE_NOT_FOUND,
                "There is no service \"" + key + "\".",
                "To list the services: ./evenkeel service list. To create one: ./evenkeel service apply FILE");
    }
}
