// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

/// The key of a variant.
///
/// @param environment environment of its flag
/// @param flag key of the flag
/// @param variant name within the flag
public record VariantKey(String environment, String flag, String variant) {}
