// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// A severity, and what gave it.
///
/// @param severity how bad
/// @param ruleVersion version of the rule in force when it was given
/// @param because what of the rule, or which person
public record SeverityRating(IncidentSeverity severity, int ruleVersion, String because) {}
