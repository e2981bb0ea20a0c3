// SPDX-License-Identifier: Apache-2.0

/// Aggregates outcomes, metrics and shadow differences of calls in memory until they are sent.
@NullMarked
package dev.evenkeel.sdk.internal.outcome;

import org.jspecify.annotations.NullMarked;
