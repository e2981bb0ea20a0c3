// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

/// A prerequisite: a variant that another flag must have before a flag's own rules apply.
///
/// @param flag key of the other flag
/// @param variant required variant
/// @param fallback variant of the dependent flag when the prerequisite fails
record Prerequisite(String flag, String variant, String fallback) {}
