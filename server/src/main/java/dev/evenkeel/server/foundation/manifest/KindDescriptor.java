// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.server.foundation.security.access.Right;

/// How files write objects of a kind.
///
/// @param apiVersion of the document
/// @param kind of the document
/// @param inEnvironment whether `metadata` names an environment
/// @param rank kinds of a lower one are put into force first, and go last
/// @param right that whoever changes one needs
/// @param spec what the document's `spec` consists of, for its schema
/// @param says what such an object is, in a sentence
public record KindDescriptor(
        String apiVersion, String kind, boolean inEnvironment, int rank, Right right, Class<?> spec, String says) {
    /// The version of Evenkeel's own documents.
    public static final String VERSION = "evenkeel.dev/v1";

    /// A kind of Evenkeel's own that belongs to no environment.
    public static KindDescriptor of(String kind, int rank, Right right, Class<?> spec, String says) {
        return new KindDescriptor(VERSION, kind, false, rank, right, spec, says);
    }

    /// A kind of Evenkeel's own whose objects each belong to an environment.
    public static KindDescriptor inEnvironment(String kind, int rank, Right right, Class<?> spec, String says) {
        return new KindDescriptor(VERSION, kind, true, rank, right, spec, says);
    }
}
