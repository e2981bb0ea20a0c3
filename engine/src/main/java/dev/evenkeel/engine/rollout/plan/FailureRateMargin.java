// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// An upper margin on the candidate's failure rate: `factor` times control's rate plus `extra`.
///
/// @param factor 1 or more
/// @param extra share of the candidate's calls, 0 to below 1
public record FailureRateMargin(double factor, double extra) {}
