// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// One of the things that made an incident possible. There are mostly several.
///
/// @param name the same words for the same cause in every incident, so that they can be counted
/// @param weight its part beside the other causes; above 0, and only its ratio to the others matters
public record IncidentCause(String name, double weight) {}
