// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// One thing that is wrong with a plan.
///
/// @param pointer where, as a JSON pointer into the plan: `/steps/2/exposure`
/// @param message what is wrong, with the value and the allowed range
/// @param remedy what to do about it
public record PlanProblem(String pointer, String message, String remedy) {}
