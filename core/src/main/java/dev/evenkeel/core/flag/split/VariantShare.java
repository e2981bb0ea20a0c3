// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

/// A variant of a split with the share of targeting keys that get it.
///
/// @param variant name of the variant
public record VariantShare(String variant, Percent share) {}
