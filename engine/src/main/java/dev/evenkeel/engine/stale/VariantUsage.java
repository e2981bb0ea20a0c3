// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;

/// The usage of a variant.
///
/// @param variant name of the variant; empty for the caller's default
/// @param firstAt time of the first report
/// @param lastAt time of the last report, to the hour
public record VariantUsage(String variant, Instant firstAt, Instant lastAt) {}
