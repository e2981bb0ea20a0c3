// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;

/// What scans of source code found of a flag.
///
/// @param repositories how many were searched for it, 1 or more
/// @param places lines that name it, over all of them
/// @param scannedAt time of the oldest of these scans
public record CodeReferences(int repositories, int places, Instant scannedAt) {}
