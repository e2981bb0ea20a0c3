// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;

/// One scraped value.
///
/// @param at start of the scrape, in milliseconds
/// @param value any double, including NaN and infinities
record PrometheusSample(Instant at, double value) {}
