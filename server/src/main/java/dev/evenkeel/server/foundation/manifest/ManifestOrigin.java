// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

/// The files that an object came from.
///
/// @param kind of the object
public record ManifestOrigin(String kind, ManifestObjectName name, ManifestSet set) {}
