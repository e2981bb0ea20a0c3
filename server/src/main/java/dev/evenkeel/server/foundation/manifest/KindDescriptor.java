// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.server.foundation.security.access.Right;

/// The document format of a manifest kind.
///
/// @param apiVersion `apiVersion` of the document
/// @param kind `kind` of the document
/// @param environmentScoped whether `metadata` contains an environment
/// @param applyOrder order of application: lower ranks are applied first and deleted last
/// @param right right required to change an object
/// @param specType type of the document's `spec`, for its schema
/// @param description one sentence about such objects
public record KindDescriptor(
        String apiVersion,
        String kind,
        boolean environmentScoped,
        int applyOrder,
        Right right,
        Class<?> specType,
        String description) {
    /// The version of Evenkeel's own documents.
    public static final String API_VERSION = "evenkeel.dev/v1";

    /// Creates an Evenkeel kind whose objects belong to no environment.
    public static KindDescriptor of(String kind, int rank, Right right, Class<?> spec, String description) {
        return new KindDescriptor(API_VERSION, kind, false, rank, right, spec, description);
    }

    /// Creates an Evenkeel kind whose objects each belong to an environment.
    public static KindDescriptor ofEnvironment(String kind, int rank, Right right, Class<?> spec, String description) {
        return new KindDescriptor(API_VERSION, kind, true, rank, right, spec, description);
    }
}
