// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.metrics;

import java.time.Instant;

/// One scraped value.
///
/// @param at when the scrape began, to the millisecond
/// @param value any double, NaN and infinities included
record PrometheusSample(Instant at, double value) {}
