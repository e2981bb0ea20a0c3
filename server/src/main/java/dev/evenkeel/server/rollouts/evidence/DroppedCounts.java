// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// What did not become evidence.
///
/// @param dropped calls, failed units and trials that SDK processes could not keep or deliver
/// @param unattributed calls of rollouts, revisions or flags that the server does not know
public record DroppedCounts(long dropped, long unattributed) {}
