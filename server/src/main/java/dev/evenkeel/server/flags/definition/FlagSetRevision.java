// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.definition;

import java.time.Instant;

/// A change of an environment's definition.
///
/// @param revision first revision with the definition
/// @param reason reason given by the author; may be empty
public record FlagSetRevision(long revision, Instant changedAt, String changedBy, String reason) {}
