// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The dependency graph of all services. Immutable.
public final class ServiceGraph {
    private final Map<String, Service> services;

    /// @param services services; a later one replaces an earlier one with the same key
    public ServiceGraph(Collection<Service> services) {
        Map<String, Service> sorted = new TreeMap<>();
        services.forEach(service -> sorted.put(service.key(), service));
        this.services = new LinkedHashMap<>(sorted);
    }

    /// A problem of a service.
    ///
    /// @param service key of the service
    /// @param message what is wrong, with the value
    /// @param remedy how to fix it
    public record Problem(String service, String message, String remedy) {}

    public List<Service> listServices() {
        return List.copyOf(services.values());
    }

    public Optional<Service> find(String key) {
        return Optional.ofNullable(services.get(key));
    }

    public Optional<Service> findByFlag(String environment, String flag) {
        ServiceFlag serviceFlag = new ServiceFlag(environment, flag);
        return services.values().stream()
                .filter(service -> service.flags().contains(serviceFlag))
                .findFirst();
    }

    /// Returns all direct and transitive dependencies of a service with the minimum number of steps: 1 for
    /// direct ones. Sorted by steps, then keys. Empty for an unknown service.
    public Map<String, Integer> dependencies(String key) {
        Map<String, Integer> steps = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(key));
        while (!next.isEmpty()) {
            String from = next.removeFirst();
            int step = steps.getOrDefault(from, 0) + 1;
            find(from).stream()
                    .flatMap(service -> service.dependsOn().stream())
                    .sorted()
                    .forEach(needed -> {
                        if (!needed.equals(key) && steps.putIfAbsent(needed, step) == null) {
                            next.addLast(needed);
                        }
                    });
        }
        return steps;
    }

    /// Returns the keys of the services that depend directly on one.
    public List<String> dependents(String key) {
        return services.values().stream()
                .filter(service -> service.dependsOn().contains(key))
                .map(Service::key)
                .toList();
    }

    /// Returns all inconsistencies: dependencies on unknown services, cycles, and flags of several services.
    public List<Problem> findProblems() {
        List<Problem> faults = new ArrayList<>();
        services.values().forEach(service -> addUnknownDependencies(service, faults));
        addCycles(faults);
        addSharedFlags(faults);
        return faults;
    }

    private void addUnknownDependencies(Service service, List<Problem> faults) {
        for (String needed : service.dependsOn()) {
            if (!services.containsKey(needed)) {
                faults.add(new Problem(
                        service.key(),
                        "dependsOn names unknown service \"" + needed + "\"",
                        "create that service first, or remove it from dependsOn; services: "
                                + String.join(", ", services.keySet())));
            }
        }
    }

    /* Depth-first search. Completed services are in `done`; an edge back to the path closes a cycle. */
    private void addCycles(List<Problem> faults) {
        Set<String> done = new HashSet<>();
        services.keySet().forEach(key -> visit(key, new ArrayList<>(), done, faults));
    }

    private void visit(String key, List<String> path, Set<String> done, List<Problem> faults) {
        int seen = path.indexOf(key);
        if (seen >= 0) {
            List<String> circle = new ArrayList<>(path.subList(seen, path.size()));
            circle.add(key);
            faults.add(new Problem(
                    key, "dependsOn has a cycle: " + String.join(" -> ", circle), "remove one of these dependencies"));
        } else if (!done.contains(key)) {
            path.add(key);
            find(key).ifPresent(service -> service.dependsOn().forEach(needed -> visit(needed, path, done, faults)));
            path.removeLast();
            done.add(key);
        }
    }

    private void addSharedFlags(List<Problem> faults) {
        Map<ServiceFlag, String> owners = new HashMap<>();
        services.values()
                .forEach(service -> service.flags().forEach(flag -> {
                    String owner = owners.putIfAbsent(flag, service.key());
                    if (owner != null) {
                        faults.add(new Problem(
                                service.key(),
                                "flag " + flag.flag() + " of environment " + flag.environment()
                                        + " already belongs to service " + owner,
                                "list the flag in one service only"));
                    }
                }));
    }
}
