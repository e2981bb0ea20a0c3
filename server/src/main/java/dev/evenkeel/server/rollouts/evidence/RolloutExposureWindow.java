// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// One exposure of a rollout for which the server accepts outcomes, on time or late.
///
/// @param rollout id of the rollout
/// @param revision flag revision that set the exposure
/// @param environment environment of the flag
/// @param flag key of the flag
/// @param control variant of the old code path
/// @param candidate variant of the new code path
public record RolloutExposureWindow(
        String rollout, long revision, String environment, String flag, String control, String candidate) {}
