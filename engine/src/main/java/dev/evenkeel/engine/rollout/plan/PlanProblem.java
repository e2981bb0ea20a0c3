// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

/// One validation error of a plan.
///
/// @param pointer JSON pointer into the plan: `/steps/2/exposure`
/// @param message what is wrong, with the value and the allowed range
/// @param remedy how to fix it
public record PlanProblem(String pointer, String message, String remedy) {}
