// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.catalog;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.catalog.ServiceFlag;
import dev.evenkeel.engine.catalog.ServiceGraph;
import dev.evenkeel.files.catalog.ServicePatch;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
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

/// The front door of services. Thread-safe.
@Component
public class ServiceCatalog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServiceRepository table;
    private final AuditLog ledger;

    ServiceCatalog(ServiceRepository table, AuditLog ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// All services and what they need, as they are now.
    public ServiceGraph graph() {
        return table.graph();
    }

    /// The service with this key.
    public Optional<Service> find(String key) {
        return graph().find(key);
    }

    /// The service that a flag belongs to.
    public Optional<Service> ofFlag(String environment, String flag) {
        return graph().ofFlag(environment, flag);
    }

    /// What a service needs, directly and further, with the steps to it.
    public Map<String, Integer> dependencies(String key) {
        return graph().dependencies(key);
    }

    /// All, by key.
    public List<Service> list() {
        return graph().services();
    }

    /// The service with this key.
    ///
    /// @throws NotFoundException when there is none
    public Service get(String key) {
        return find(key).orElseThrow(() -> notFound(key));
    }

    /// Sets what the drafts say of their services, all or none; what they do not speak of stays.
    ///
    /// @return the services as they are now, in the order of the drafts
    /// @throws ValidationException when services would not fit together; with everything that does not
    /// @throws dev.evenkeel.server.foundation.problems.ForbiddenException when a service gets another flag and
    ///     the caller does not administer all services: until then the flag belongs to none, or to another
    @Transactional
    public List<Service> apply(Collection<ServicePatch> drafts, String reason, Caller.Actor caller) {
        table.lock();
        ServiceGraph before = graph();
        List<Service> after = drafts.stream()
                .map(draft -> draft.over(before.find(draft.key()).orElseGet(() -> Service.named(draft.key()))))
                .toList();
        if (after.stream().anyMatch(service -> claimsFlags(service, before))) {
            caller.require(Right.ADMINISTER, List.of());
        }
        List<Service> all = new ArrayList<>(before.services());
        all.addAll(after);
        requireSound(new ServiceGraph(all));
        for (Service service : after) {
            Service former = before.find(service.key()).orElse(null);
            if (!service.equals(former)) {
                table.put(service);
                ledger.append(new AuditEvent(
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

    /// Forgets a service.
    ///
    /// @throws NotFoundException when there is none
    /// @throws ConflictException when others need it
    @Transactional
    public void delete(String key, String reason, String who) {
        table.lock();
        ServiceGraph graph = graph();
        Service service = graph.find(key).orElseThrow(() -> notFound(key));
        List<String> dependents = graph.dependents(key);
        if (!dependents.isEmpty()) {
            throw new ConflictException(
                    ProblemCode.SERVICE_NEEDED,
                    "Service " + key + " is needed by " + String.join(", ", dependents) + ". Nothing was changed.",
                    "Take it out of their dependsOn first.");
        }
        table.delete(key);
        ledger.append(new AuditEvent(who, "service.deleted", key, reason, JSON.writeValueAsString(service), null));
    }

    private static void requireSound(ServiceGraph graph) {
        List<Problem.FieldError> faults = graph.faults().stream()
                .map(fault -> new Problem.FieldError("/services/" + fault.service(), fault.message(), fault.remedy()))
                .toList();
        if (!faults.isEmpty()) {
            throw new ValidationException(
                    ProblemCode.INVALID,
                    "The services do not fit together: service \""
                            + graph.faults().getFirst().service() + "\": "
                            + faults.getFirst().message() + (faults.size() == 1 ? "." : "; and more.")
                            + " No service was changed.",
                    "Correct what is listed in problems and send all of it again.",
                    faults);
        }
    }

    private static NotFoundException notFound(String key) {
        return new NotFoundException(
                ProblemCode.SERVICE_NOT_FOUND,
                "There is no service " + key + ".",
                "GET /api/v1/services lists all of them; PUT /api/v1/services/" + key + " describes it.");
    }
}
