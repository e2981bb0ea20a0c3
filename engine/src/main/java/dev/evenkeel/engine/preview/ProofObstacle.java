// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// A proof that is out of reach, with two alternative changes that would enable it, estimated from expected
/// counts.
///
/// @param seconds time of trials that the proof takes; infinite when no time suffices
/// @param callsPerSecond calls per second at which it would take the maximum acceptable time; empty when no
///     traffic suffices
/// @param toleratedExtra tolerated extra failures, as a share of all calls of the service, at which it would
///     at the current traffic; empty when none suffices
public record ProofObstacle(double seconds, OptionalDouble callsPerSecond, OptionalDouble toleratedExtra) {}
