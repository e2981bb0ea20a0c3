// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.manifest;

import dev.evenkeel.server.console.kit.PageUrls;
import dev.evenkeel.server.foundation.manifest.AppliedObjectOrigin;
import dev.evenkeel.server.foundation.manifest.ManifestObjectName;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Manifest origins of the objects on a page.
///
/// @param byName origins by kind and object name
public record ManifestOrigins(Map<String, Map<ManifestObjectName, AppliedObjectOrigin>> byName) {
    public ManifestOrigins {
        byName = Map.copyOf(byName);
    }

    /// Loads the origins of all objects of some kinds at once.
    public static ManifestOrigins load(ManifestService manifests, String... kinds) {
        Map<String, Map<ManifestObjectName, AppliedObjectOrigin>> byName = new HashMap<>();
        manifests
                .listOrigins(List.of(kinds))
                .forEach(one -> byName.computeIfAbsent(one.kind(), kind -> new HashMap<>())
                        .put(one.name(), one));
        return new ManifestOrigins(byName);
    }

    /// Returns the origin of an object without environment; null if it was not applied from a file.
    public @Nullable AppliedObjectOrigin find(String kind, String name) {
        return byName.getOrDefault(kind, Map.of()).get(ManifestObjectName.of(name));
    }

    /// Whether any object of some kinds was applied from a file.
    public boolean hasAny(List<String> kinds) {
        return kinds.stream().anyMatch(byName::containsKey);
    }

    /// Returns the names of the manifest sets that contain objects of a kind; empty for none.
    public String setNames(String kind) {
        return byName.getOrDefault(kind, Map.of()).values().stream()
                .map(one -> one.set().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// Returns the path of the page that shows an object as a manifest.
    static String path(AppliedObjectOrigin one) {
        return path(one.kind(), one.name().environment(), one.name().name());
    }

    /// Returns the path of the page that shows an object as a manifest.
    ///
    /// @param environment empty for kinds without environment
    public static String path(String kind, String environment, String name) {
        return PageUrls.withQuery("/manifests/" + kind, Map.of("environment", environment, "name", name));
    }
}
