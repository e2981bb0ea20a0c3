// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// When outcomes arrived.
///
/// @param first the earliest
/// @param last the latest
public record EvidenceTimeSpan(Instant first, Instant last) {}
