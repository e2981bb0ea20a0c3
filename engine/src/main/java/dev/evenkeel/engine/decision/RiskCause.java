// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.decision;

/// A way in which the change can become a major incident.
///
/// @param name as tagged on incidents
/// @param chance probability by this cause, with no work done and all users exposed at once
public record RiskCause(String name, Quantity chance) {}
