// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.util.Comparator;

/// The name of an object within its kind.
///
/// @param environment environment of the object; empty for kinds that belong to no environment
/// @param name name of the object, unique in its kind and environment
public record ManifestObjectName(String environment, String name) implements Comparable<ManifestObjectName> {
    private static final Comparator<ManifestObjectName> ORDER =
            Comparator.comparing(ManifestObjectName::environment).thenComparing(ManifestObjectName::name);

    /// Creates the name of an object that belongs to no environment.
    public static ManifestObjectName of(String name) {
        return new ManifestObjectName("", name);
    }

    @Override
    public int compareTo(ManifestObjectName other) {
        return ORDER.compare(this, other);
    }

    /// Returns the display form: `production/payment-core`, or the name alone.
    @Override
    public String toString() {
        return environment.isEmpty() ? name : environment + "/" + name;
    }
}
