// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// A contributing cause of an incident; most incidents have several.
///
/// @param name name of the cause, identical across incidents so that causes can be counted
/// @param weight weight relative to the other causes, above 0
public record IncidentCause(String name, double weight) {}
