// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.preview;

import java.util.OptionalDouble;

/// The harm of a bad candidate from the start of a step until its rollback, at constant exposure.
///
/// @param ratio failure rate relative to control's
/// @param seconds mean time until rollback; infinite when the ratio is within the plan's tolerance or too
///     close to it
/// @param failedCalls mean number of failed candidate calls until then
/// @param excessFailures those that would have succeeded on control
/// @param money cost of the excess failures; empty when a failure has no price
public record StepHarmPreview(
        double ratio, double seconds, double failedCalls, double excessFailures, OptionalDouble money) {}
