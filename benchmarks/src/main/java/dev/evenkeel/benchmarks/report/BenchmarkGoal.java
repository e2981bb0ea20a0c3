// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

/// A goal and its measured value.
///
/// @param aim description of the goal, with its number
/// @param measured description of the measured value, with its number
/// @param met whether the measured value meets the goal
public record BenchmarkGoal(String aim, String measured, boolean met) {}
