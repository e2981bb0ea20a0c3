// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import dev.evenkeel.api.ManifestApi.AppliedManifestSet;

/// The manifest set from which an object was applied.
///
/// @param kind kind of the object
public record AppliedObjectOrigin(String kind, ManifestObjectName name, AppliedManifestSet set) {}
