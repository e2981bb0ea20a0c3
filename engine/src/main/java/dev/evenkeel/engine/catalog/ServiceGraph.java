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

/// All services and what they need. Immutable.
public final class ServiceGraph {
    private final Map<String, Service> services;

    /// @param services with keys of their own; a later one of the same key replaces an earlier one
    public ServiceGraph(Collection<Service> services) {
        Map<String, Service> sorted = new TreeMap<>();
        services.forEach(service -> sorted.put(service.key(), service));
        this.services = new LinkedHashMap<>(sorted);
    }

    /// What is wrong with a service.
    ///
    /// @param service its key
    /// @param message what, with the value
    /// @param remedy what to do
    public record Problem(String service, String message, String remedy) {}

    /// All, by key.
    public List<Service> services() {
        return List.copyOf(services.values());
    }

    /// The service with this key.
    public Optional<Service> find(String key) {
        return Optional.ofNullable(services.get(key));
    }

    /// The service that a flag belongs to.
    public Optional<Service> ofFlag(String environment, String flag) {
        ServiceFlag wanted = new ServiceFlag(environment, flag);
        return services.values().stream()
                .filter(service -> service.flags().contains(wanted))
                .findFirst();
    }

    /// Every service that a service needs, with the fewest steps to it: 1 for what it needs directly. In
    /// the order of steps, then keys. Empty for a service that is not known.
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

    /// Keys of the services that need one directly.
    public List<String> dependents(String key) {
        return services.values().stream()
                .filter(service -> service.dependsOn().contains(key))
                .map(Service::key)
                .toList();
    }

    /// Everything that does not fit together: needs of services that are not there, circles of needs, and
    /// flags that belong to several.
    public List<Problem> faults() {
        List<Problem> faults = new ArrayList<>();
        services.values().forEach(service -> unknown(service, faults));
        circles(faults);
        sharedFlags(faults);
        return faults;
    }

    private void unknown(Service service, List<Problem> faults) {
        for (String needed : service.dependsOn()) {
            if (!services.containsKey(needed)) {
                faults.add(new Problem(
                        service.key(),
                        "dependsOn names \"" + needed + "\", which is no service",
                        "describe that service too, or take it out; known are "
                                + String.join(", ", services.keySet())));
            }
        }
    }

    /* Depth first. What was left for good is in done; a step back onto the path closes a circle. */
    private void circles(List<Problem> faults) {
        Set<String> done = new HashSet<>();
        services.keySet().forEach(key -> follow(key, new ArrayList<>(), done, faults));
    }

    private void follow(String key, List<String> path, Set<String> done, List<Problem> faults) {
        int seen = path.indexOf(key);
        if (seen >= 0) {
            List<String> circle = new ArrayList<>(path.subList(seen, path.size()));
            circle.add(key);
            faults.add(new Problem(
                    key,
                    "dependsOn leads in a circle: " + String.join(" -> ", circle),
                    "take out the need that is not one"));
        } else if (!done.contains(key)) {
            path.add(key);
            find(key).ifPresent(service -> service.dependsOn().forEach(needed -> follow(needed, path, done, faults)));
            path.removeLast();
            done.add(key);
        }
    }

    private void sharedFlags(List<Problem> faults) {
        Map<ServiceFlag, String> owners = new HashMap<>();
        services.values()
                .forEach(service -> service.flags().forEach(flag -> {
                    String owner = owners.putIfAbsent(flag, service.key());
                    if (owner != null) {
                        faults.add(new Problem(
                                service.key(),
                                "flag " + flag.flag() + " of environment " + flag.environment() + " belongs to " + owner
                                        + " already",
                                "name it in one service only"));
                    }
                }));
    }
}
