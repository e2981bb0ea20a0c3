// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// The counts that did not become evidence.
///
/// @param dropped calls, failed units and trials that SDK processes could not keep or deliver
/// @param unattributed calls of rollouts, revisions or flags unknown to the server
public record DroppedCounts(long dropped, long unattributed) {}
