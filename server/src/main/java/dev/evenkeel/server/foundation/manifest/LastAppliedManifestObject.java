// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import tools.jackson.databind.JsonNode;

/// An object that was applied from a manifest.
///
/// @param set manifest set of the object
/// @param spec its effective spec immediately after it was applied, without secrets
record LastAppliedManifestObject(String kind, ManifestObjectName name, String set, JsonNode spec) {}
