// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.time.Instant;

/// What somebody learned from a change.
///
/// @param about a forecast that missed, `f-1`, or an incident whose follow-up it is, `i-1`
public record Lesson(String id, Instant at, String person, String lesson, String about) {}
