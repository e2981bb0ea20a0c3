// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// A severity with its basis.
///
/// @param severity the severity
/// @param ruleVersion version of the severity rule at that time
/// @param because matching part of the rule, or the person who set it
public record SeverityRating(IncidentSeverity severity, int ruleVersion, String because) {}
