// SPDX-License-Identifier: Apache-2.0

/// Risk in money: how likely losses are, how large, what is known of both, and how good forecasts
/// of them were.
@NullMarked
package dev.evenkeel.engine.risk;

import org.jspecify.annotations.NullMarked;
