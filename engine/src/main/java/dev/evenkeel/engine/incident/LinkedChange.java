// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

/// A change that had to do with an incident, as a person or the guard says.
///
/// @param change its name: `rollout:r-1`, `flag:default/payment-core`, `deployment:api-4.2`
/// @param because on what grounds
/// @param by who says so
public record LinkedChange(String change, String because, String by) {}
