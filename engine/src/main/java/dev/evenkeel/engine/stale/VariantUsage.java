// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.stale;

import java.time.Instant;

/// That a variant was served.
///
/// @param variant its name; empty for the caller's default
/// @param firstAt when that was first reported
/// @param lastAt when it was last reported, to the hour
public record VariantUsage(String variant, Instant firstAt, Instant lastAt) {}
