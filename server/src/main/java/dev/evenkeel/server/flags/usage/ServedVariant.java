// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.usage;

/// A served variant of a flag.
///
/// @param variant empty for the caller's default
record ServedVariant(String environment, String flag, String variant) {}
