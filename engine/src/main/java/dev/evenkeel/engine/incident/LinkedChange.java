// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// A change that contributed to an incident, according to a person or the guard.
///
/// @param change name of the change: `rollout:r-1`, `flag:default/payment-core`, `deployment:api-4.2`
/// @param by who linked it
public record LinkedChange(String change, String reason, String by) {}
