// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which of the objects on a page came from files.
///
/// @param byName of each kind
public record ManifestOrigins(Map<String, Map<ManifestObjectName, ManifestOrigin>> byName) {
    public ManifestOrigins {
        byName = Map.copyOf(byName);
    }

    /// Asks for all objects of some kinds, at once.
    public static ManifestOrigins of(ManifestService manifests, String... kinds) {
        Map<String, Map<ManifestObjectName, ManifestOrigin>> byName = new HashMap<>();
        manifests
                .origins(List.of(kinds))
                .forEach(one -> byName.computeIfAbsent(one.kind(), kind -> new HashMap<>())
                        .put(one.name(), one));
        return new ManifestOrigins(byName);
    }

    /// Where an object that belongs to no environment came from; null when nobody applied a file of it.
    public @Nullable ManifestOrigin find(String kind, String name) {
        return byName.getOrDefault(kind, Map.of()).get(ManifestObjectName.of(name));
    }

    /// Whether any object of some kinds came from files.
    public boolean any(List<String> kinds) {
        return kinds.stream().anyMatch(byName::containsKey);
    }

    /// Names of the files that objects of a kind came from; empty when none did.
    public String sets(String kind) {
        return byName.getOrDefault(kind, Map.of()).values().stream()
                .map(one -> one.set().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// Where an object is shown as the file that it would be.
    static String path(ManifestOrigin one) {
        return path(one.kind(), one.name().environment(), one.name().name());
    }

    /// Where an object is shown as the file that it would be.
    ///
    /// @param environment empty for kinds that belong to none
    public static String path(String kind, String environment, String name) {
        return PageUrls.of("/files/" + kind, Map.of("environment", environment, "name", name));
    }
}
