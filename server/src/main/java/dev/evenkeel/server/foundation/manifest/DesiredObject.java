// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import tools.jackson.databind.JsonNode;

/// An object as declared in a manifest.
///
/// @param spec desired spec
/// @param pointer location of the spec in the request, for validation errors
public record DesiredObject(ManifestObjectName name, JsonNode spec, String pointer) {}
