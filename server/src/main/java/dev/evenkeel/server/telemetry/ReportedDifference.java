// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.telemetry;

import java.time.Instant;

/// A call that control and candidate answered differently, in the words of the service.
///
/// @param revision revision that asked for the comparison
/// @param receivedAt when it was told
/// @param control control's answer
/// @param candidate the candidate's
public record ReportedDifference(long revision, Instant receivedAt, String control, String candidate) {}
