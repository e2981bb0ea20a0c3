// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import tools.jackson.databind.JsonNode;

/// An object that came from a file.
///
/// @param set of files that it belongs to
/// @param spec as it was in force right after it was applied, without secrets
record AppliedObject(String kind, ManifestObjectName name, String set, JsonNode spec) {}
