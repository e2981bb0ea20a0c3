// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.manifest;

import java.time.Instant;

/// A collection of files whose objects were put into force.
///
/// @param source where the files were from the last time; may be empty
/// @param at when they last changed something
/// @param person who applied them then
public record ManifestSet(String name, String source, Instant at, String person) {}
