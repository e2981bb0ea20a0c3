// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import java.time.Instant;

/// The time span in which outcomes arrived.
///
/// @param first earliest arrival
/// @param last latest arrival
public record EvidenceTimeSpan(Instant first, Instant last) {}
