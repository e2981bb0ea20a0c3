// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.time.Instant;

/// A set of manifests that were applied together.
///
/// @param source origin of the files when they were last applied; may be empty
/// @param appliedAt when they last changed an object
/// @param appliedBy who applied them then
public record AppliedManifestSet(String name, String source, Instant appliedAt, String appliedBy) {}
