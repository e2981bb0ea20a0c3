// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.time.Instant;

/// When an environment got a new definition, by whom and why.
///
/// @param revision from which on the definition is in force
/// @param reason as its author said it; may be empty
public record DefinitionRevision(long revision, Instant changedAt, String changedBy, String reason) {}
