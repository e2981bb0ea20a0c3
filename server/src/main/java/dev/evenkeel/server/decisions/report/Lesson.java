// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.report;

import java.time.Instant;

/// A lesson that a user recorded about a change.
///
/// @param relatedTo a forecast that missed, `f-1`, or an incident with this lesson as follow-up, `i-1`
public record Lesson(String id, Instant at, String person, String lesson, String relatedTo) {}
