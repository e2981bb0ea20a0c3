// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// What a proof about failures must show the candidate to be below: `factor` times control's rate, plus
/// `extra`.
///
/// @param factor 1 or more
/// @param extra as a share of the candidate's calls, 0 to below 1
public record ErrorMargin(double factor, double extra) {}
