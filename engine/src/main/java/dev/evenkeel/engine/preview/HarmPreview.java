// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// What a bad candidate does from a step's begin until it is rolled back, the exposure staying as it is.
///
/// @param ratio its failure rate over control's
/// @param seconds mean time until rollback, infinite when it is within what the plan tolerates or too close to
///     that
/// @param failedCalls candidate calls that fail until then, on average
/// @param excessFailures those of them that control would have served
/// @param money what the excess failures cost; empty when a failure has no price
public record HarmPreview(
        double ratio, double seconds, double failedCalls, double excessFailures, OptionalDouble money) {}
