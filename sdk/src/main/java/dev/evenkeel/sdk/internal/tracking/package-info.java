// SPDX-License-Identifier: Apache-2.0

/// Tracks running rollouts and experiments in the process: attribution of calls to splits, reported units, and
/// the local breaker.
@NullMarked
package dev.evenkeel.sdk.internal.tracking;

import org.jspecify.annotations.NullMarked;
