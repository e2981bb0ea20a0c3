// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.report;

/// A goal beside what was measured.
///
/// @param aim in words, with its number
/// @param measured in words, with its number
/// @param met whether the second reaches the first
public record BenchmarkGoal(String aim, String measured, boolean met) {}
