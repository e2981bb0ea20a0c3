// SPDX-License-Identifier: Apache-2.0

/// Splits of a flag's traffic by rollouts and experiments: shares, unit salts, breaker and shadow
/// configuration.
@NullMarked
package dev.evenkeel.core.flag.split;

import org.jspecify.annotations.NullMarked;
