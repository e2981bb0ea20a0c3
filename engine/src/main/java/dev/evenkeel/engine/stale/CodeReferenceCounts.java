// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;

/// References to a flag found by scans of source code.
///
/// @param repositories number of scanned repositories, 1 or more
/// @param places number of lines that contain the key, over all of them
/// @param scannedAt time of the oldest of these scans
public record CodeReferenceCounts(int repositories, int places, Instant scannedAt) {}
