// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// A proof out of reach, and what would bring it into reach: each by itself, about, found from counts as
/// expected.
///
/// @param seconds time of trials that the proof takes; infinite when no time is enough
/// @param callsPerSecond calls a second with which it would take the longest acceptable time; empty when no
///     traffic does
/// @param toleratedExtra tolerated extra failures, as a share of all calls of the service, with which it would
///     at present traffic; empty when none does
public record ProofObstacle(double seconds, OptionalDouble callsPerSecond, OptionalDouble toleratedExtra) {}
