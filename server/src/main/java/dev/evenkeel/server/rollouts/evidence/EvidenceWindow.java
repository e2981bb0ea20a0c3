// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// One exposure of a rollout that SDK processes may report about, now and late.
///
/// @param rollout id of the rollout
/// @param revision flag revision that set the exposure
/// @param environment where the flag is
/// @param flag key of the flag
/// @param control variant of the old path
/// @param candidate variant of the new path
public record EvidenceWindow(
        String rollout, long revision, String environment, String flag, String control, String candidate) {}
