// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import tools.jackson.databind.JsonNode;

/// An object as a file wants it.
///
/// @param spec what it should say
/// @param pointer where the spec stands in the request, for whoever has to correct it
public record DesiredObject(ManifestObjectName name, JsonNode spec, String pointer) {}
